using System.Collections.Frozen;
using System.Diagnostics;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Steps;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>An attempt that has ended, and how long it took.</summary>
internal sealed record PerformedAttempt(Token Token, StepResult Result, TimeSpan Elapsed)
{
    /// <summary>It only asked about an earlier one.</summary>
    public bool IsLookUp { get; init; }

    public Signal ToSignal(double jitter) => IsLookUp ? new Signal.LookedUp(Token, Result) : new Signal.StepEnded(Token, Result, jitter);
}

/// <summary>Finds a step's performer and makes one attempt.</summary>
internal sealed partial class StepRunner(
    IEnumerable<IStepPerformer> performers, SecretCalls secretCalls, TimeProvider time, ILogger<StepRunner> logger)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly FrozenDictionary<string, IStepPerformer> _byType =
        performers.ToFrozenDictionary(performer => performer.Type, StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The lease was lost or the process stops.</exception>
    /// <exception cref="Exception">Our database is away: the attempt is lost, which is no failure of the step.</exception>
    public async Task<PerformedAttempt> PerformAsync(ClaimedExecution claimed, Command.Perform perform, CancellationToken ct)
    {
        var lease = claimed.Lease;
        using var activity = StepSignals.Begin(perform.Step.Type, lease, perform.IsLookUp);
        var started = time.GetTimestamp();
        var call = new StepCall(
            lease.OrganizationId, perform.Input, StepKeys.Idempotency(lease, perform.Token), perform.Step.Timeout ?? DefaultTimeout)
        {
            Actor = new StepActor(claimed.WorkflowId, claimed.Version, lease.ExecutionId, claimed.Cause),
        };
        StepResult result;
        try
        {
            var performer = _byType.GetValueOrDefault(perform.Step.Type)
                ?? throw new UnreachableException($"No performer for “{perform.Step.Type}”.");
            result = perform.Reveal is null
                ? await performer.PerformAsync(call, ct)
                : await secretCalls.PerformAsync(lease, perform, call, performer, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && !IsLost(fault))
        {
            // What went wrong may quote what was sent.
            var told = perform.Reveal is null ? fault : new InvalidOperationException(fault.GetType().FullName);
            PerformerFailed(told, perform.Step.Type, lease.ExecutionId.Value, perform.Token.Address);
            result = new StepResult.Failed(StepError.Fault) { IsUnknown = perform.Step.Effect == EffectClass.External };
        }

        var took = time.GetElapsedTime(started);
        StepSignals.End(activity, perform.Step.Type, result, took, perform.IsLookUp);
        return new PerformedAttempt(perform.Token, result, took) { IsLookUp = perform.IsLookUp };
    }

    // The attempt had no effect, and another one may succeed: no failure of the step.
    private static bool IsLost(Exception fault) => fault is OrganizationAtRestException || Outage.Is(fault) || PostgresErrors.IsRepeatable(fault);

    [LoggerMessage(LogLevel.Error, "The performer of {Type} failed in execution {ExecutionId} at {Step}")]
    private partial void PerformerFailed(Exception exception, string type, Guid executionId, string step);
}
