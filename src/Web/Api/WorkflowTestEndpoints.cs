using System.Text.Json;
using Financbase.Application.Workflows.Trials;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Api;

/// <summary>Trying a draft in memory: with data of one's own, and on past events.</summary>
internal static class WorkflowTestEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflows/{id:guid}/test", (Guid id, Body<TestInput>? body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(Of(new WorkflowId(id), body?.Value ?? new TestInput()), ct))
            .Sends<TestDraft>()
            .Example("""{"event":{"type":"bank_transaction.created"},"pins":{"tell":{"status":503},"ask":{"error":{"class":"timeout"}}},"until":"ask"}""")
            .WithMetadata(new RequestSizeLimitAttribute(Limits.PayloadBytes + 1024 * 1024));
        api.MapPost("/workflows/{id:guid}/backtest", (Guid id, Body<BacktestInput>? body, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new BacktestDraft(new WorkflowId(id), body?.Value.Days ?? BacktestInput.UsualDays, body?.Value.Most ?? BacktestInput.UsualMost), ct))
            .Sends<BacktestDraft>()
            .Example("""{"days":7,"most":100}""");
    }

    private static TestDraft Of(WorkflowId id, TestInput given) => new(id, given.Input, given.Event, given.EventId, given.Pins, given.Until);
}

/// <param name="Input">An object that becomes <c>trigger.*</c>, when no event is given.</param>
/// <param name="Event">A made-up event.</param>
/// <param name="EventId">An event of the log in its place.</param>
/// <param name="Pins">By the key of a step what it answers: an output, <c>{"error":{…}}</c> or <c>{"timeout":true}</c>.</param>
/// <param name="Until">The key of a step after which the test stops.</param>
public sealed record TestInput(
    JsonElement? Input = null, TestEvent? Event = null, Guid? EventId = null, Dictionary<string, JsonElement>? Pins = null, string? Until = null);

/// <param name="Days">How far back, 1–30.</param>
/// <param name="Most">How many events at most, the newest, 1–500.</param>
public sealed record BacktestInput(int Days = BacktestInput.UsualDays, int Most = BacktestInput.UsualMost)
{
    internal const int UsualDays = 7;
    internal const int UsualMost = 100;
}
