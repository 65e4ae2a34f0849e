using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Web.Api;
using Financbase.Web.RateLimits;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Hooks;

/// <summary>
/// <c>POST /hooks/{token}</c>: the addresses of webhook triggers. Answers 202 with the execution, or what a step of the
/// workflow answers; 404 where an address leads nowhere, 401 where a call cannot prove where it comes from.
/// </summary>
internal static class HookEndpoint
{
    private const string Path = "/hooks/{token}";

    public static void MapHooks(this IEndpointRouteBuilder app) => app.MapPost(Path, CallAsync)
        .AllowAnonymous()
        .DisableAntiforgery()
        .Costs(RequestCost.Free)
        .WithMetadata(new RequestSizeLimitAttribute(HookInput.LargestBody));

    private static async Task<IResult> CallAsync(string token, HttpContext http, IHookCalls calls, HookLimit limit, CancellationToken ct)
    {
        if (!HookToken.TryParse(token, out var parsed) || await calls.FindAsync(parsed, ct) is not { } target)
            return await limit.GuessAsync(http) ?? ApiResult.Failure(http, Error.NotFound("hook"));
        if (await limit.RefuseAsync(http, target) is { } refused)
            return refused;

        var body = await HookInput.ReadAsync(http.Request, ct);
        if (!await calls.IsGenuineAsync(target, header => Header(http, header), body, ct))
            return ApiResult.Failure(http, new Error("workflows.hook_not_genuine", "The call does not prove where it comes from.", ErrorKind.Unauthenticated));
        var input = HookInput.Of(http.Request, body);
        if (!input.IsSuccess)
            return ApiResult.Failure(http, input.Error);
        try
        {
            var correlation = target.Trigger.Correlation is { } name ? Key(Header(http, name)?.Trim()) : null;
            return Answer(http, await calls.StartAsync(target, input.Value, DedupeKey(http, target.Trigger), correlation, ct));
        }
        catch (DomainException refusal)
        {
            return ApiResult.Failure(http, refusal.Error);
        }
    }

    private static IResult Answer(HttpContext http, HookAnswer answer) => answer.Response is { ValueKind: JsonValueKind.Object } response
        ? new HookResponse(response)
        : new ApiResult(new ApiAnswer(
            answer.IsRepeated ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, new { ExecutionId = answer.Execution.Value, answer.IsRepeated })
            .Store(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));

    // The headers by which senders in common use number their calls.
    private static string? DedupeKey(HttpContext http, WebhookTrigger trigger) => trigger.Dedupe is { } name
        ? Key(Header(http, name))
        : Key(Header(http, "webhook-id")) ?? Key(Header(http, "idempotency-key")) ?? Key(Header(http, "x-github-delivery"));

    private static string? Key(string? value) => value is { Length: > 0 and <= Limits.CorrelationLength } ? value : null;

    private static string? Header(HttpContext http, string name) => http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
