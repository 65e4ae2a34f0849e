using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Financbase.Web.Access;

/// <summary>Asks that an endpoint carries an authorization mark, the same as use cases do, and that the caller satisfies it.</summary>
/// <param name="Marks">Instead of the endpoint's: one of them is enough.</param>
internal sealed record MarkRequirement(IReadOnlyList<AuthorizationMarkAttribute>? Marks = null) : IAuthorizationRequirement;

/// <summary>Default-deny: an endpoint without a mark is refused to everybody. Where there is no endpoint, nothing is to be refused: that is a 404.</summary>
internal sealed class MarkHandler : AuthorizationHandler<MarkRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MarkRequirement requirement)
    {
        var http = (HttpContext)context.Resource!;
        // The router's own endpoints, such as the one that answers 405, are not routes.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            context.Succeed(requirement);
            return Task.CompletedTask;
        }

        var marks = requirement.Marks ?? [.. endpoint.Metadata.GetOrderedMetadata<AuthorizationMarkAttribute>().TakeLast(1)];
        var principal = http.RequestServices.GetRequiredService<ICurrentPrincipal>().Current;
        var tenant = http.RequestServices.GetRequiredService<IMultiTenantContextAccessor>().Tenant;
        Error?[] refusals = [.. marks.Select(mark => mark.Refusal(principal, tenant))];
        if (refusals.Contains(null))
            context.Succeed(requirement);
        else
            http.Features.Set(refusals.FirstOrDefault() ?? Error.Forbidden("nobody"));

        return Task.CompletedTask;
    }
}

/// <summary>Answers a refusal with the reason that the mark gave, and writes it down.</summary>
internal sealed class RefusedEndpoints : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || context.Features.Get<Error>() is not { } refusal)
        {
            await _framework.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        await NoteAsync(context, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        if (context.Request.Path.StartsWithSegments("/api"))
            await Api.ApiResult.Failure(context, refusal).ExecuteAsync(context);
        else
        {
            context.Items[typeof(Error)] = refusal;
            context.Response.StatusCode = Api.ApiCodes.Status(refusal);
        }
    }

    /// <summary>Writes down that the caller was refused there.</summary>
    public static async Task NoteAsync(HttpContext context, string? where)
    {
        var services = context.RequestServices;
        await services.GetRequiredService<ISecurityJournal>().RecordAsync(
            new(SecurityEventKind.AccessRefused)
            {
                User = services.GetRequiredService<ICurrentPrincipal>().Current.UserId,
                Organization = services.GetRequiredService<IMultiTenantContextAccessor>().Tenant?.Id,
                Address = context.Connection.RemoteIpAddress,
                Detail = $"{context.Request.Method} {where}",
            },
            context.RequestAborted);
    }
}
