using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Application.Workflows;

/// <summary>
/// Calls to the addresses of webhook triggers. Whoever knows an address may call it, without an account; what a call may
/// do is what the workflow does.
/// </summary>
public interface IHookCalls
{
    /// <summary>Where an address leads; null when it leads nowhere now. At most a second old.</summary>
    ValueTask<HookTarget?> FindAsync(HookToken token, CancellationToken ct);

    /// <summary>Whether the call proves where it comes from as the trigger asks.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="header">A header's value by its name, or null.</param>
    /// <param name="body">As it came.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<bool> IsGenuineAsync(HookTarget target, Func<string, string?> header, ReadOnlyMemory<byte> body, CancellationToken ct);

    /// <summary>Starts the workflow. When it answers the call by a step, that is waited for.</summary>
    /// <param name="target">Where the call goes.</param>
    /// <param name="input"><c>trigger.*</c>: <c>{"body","headers","query"}</c>.</param>
    /// <param name="dedupeKey">A call with the same key starts nothing; null always starts.</param>
    /// <param name="correlation">What people find the execution by, or null.</param>
    /// <param name="ct">Cancels the waiting, not the execution.</param>
    /// <exception cref="Domain.SharedKernel.DomainException">A quota is reached, or its workflow leaves out what is one too many.</exception>
    Task<HookAnswer> StartAsync(HookTarget target, JsonElement input, string? dedupeKey, string? correlation, CancellationToken ct);
}

/// <param name="Organization">Whose workflow it is.</param>
/// <param name="Workflow">Which.</param>
/// <param name="Version">The published one.</param>
/// <param name="Trigger">How it wants to be called.</param>
/// <param name="Number">Of the trigger among the workflow's webhook triggers, from 1.</param>
/// <param name="Answers">A step of the workflow answers the call.</param>
public sealed record HookTarget(OrganizationId Organization, WorkflowId Workflow, int Version, WebhookTrigger Trigger, int Number, bool Answers);

/// <param name="Execution">The one that was started, now or by the same call before.</param>
/// <param name="IsRepeated">Nothing was started: it is the same call again.</param>
/// <param name="Response">What the step answered, <c>{"status","headers","body"}</c>; undefined when there was none in time.</param>
public sealed record HookAnswer(WorkflowExecutionId Execution, bool IsRepeated, JsonElement Response);
