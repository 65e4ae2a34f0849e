using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Secrets;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Starting;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Hooks;

/// <summary>
/// Starts workflows by calls to their addresses. What such a workflow does in memory is done at once, and booked with
/// its end in one transaction; what has to wait or to call goes into the queue like every other start.
/// </summary>
internal sealed class HookCalls(
    HookTargets targets, SecretValues secrets, InlineStarts inline, HookAnswers answers, TurnRules turns, StartQuotas quotas, DataSources dataSources, WakeUps wakeUps, TimeProvider clock)
    : IHookCalls
{
    internal const string RespondType = "respond";

    private const int MaxAttempts = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public ValueTask<HookTarget?> FindAsync(HookToken token, CancellationToken ct) => targets.FindAsync(token, ct);

    public async ValueTask<bool> IsGenuineAsync(HookTarget target, Func<string, string?> header, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (target.Trigger.Verify is not { } check)
        {
            return true;
        }

        var values = await secrets.ReadAsync(target.Organization, [check.Secret], ct);
        return values.TryGetValue(check.Secret, out var secret) && HookProof.Holds(check, secret, header, body.Span, clock.GetUtcNow());
    }

    public async Task<HookAnswer> StartAsync(HookTarget target, JsonElement input, string? dedupeKey, string? correlation, CancellationToken ct)
    {
        var trigger = new TriggerInput(input);
        var start = new NewExecution(
            target.Organization, target.Workflow, target.Version, trigger, StartSource.Webhook, DedupeKey: dedupeKey is null ? null : $"hook:{target.Number}:{dedupeKey}")
        {
            Turn = await turns.OfAsync(target.Organization, target.Workflow, target.Version, trigger, ct),
            Correlation = correlation,
        };
        if (await quotas.TakeAsync(target.Organization, ct) is { } reached)
        {
            return await BeforeAsync(start, ct) ?? throw await RefuseAsync(start, reached, ct);
        }

        using var answer = answers.Await(start.Id);
        var isBooked = await inline.TryAsync(start, ct) ?? await BookAsync(start, ct);
        if (!isBooked)
        {
            quotas.GiveBack(target.Organization);
            return await BeforeAsync(start, ct) ?? throw new DomainException(WorkflowsErrors.LeftOut);
        }

        return new HookAnswer(start.Id, IsRepeated: false, target.Answers ? await answer.WaitAsync(target.Organization, Patience, ct) : default);
    }

    private async Task<bool> BookAsync(NewExecution start, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryBookAsync(start, ct);
            }
            catch (PostgresException clash) when (attempt < MaxAttempts && PostgresErrors.IsRepeatable(clash))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), ct);
            }
        }
    }

    private async Task<bool> TryBookAsync(NewExecution start, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var booked = await NewExecution.BookAsync([start], connection, ct);
        await transaction.CommitAsync(ct);
        wakeUps.Signal(WorkflowChannels.Ready);
        return booked.Count > 0;
    }

    private async Task<DomainException> RefuseAsync(NewExecution start, ReachedQuota reached, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await RefusedStarts.WriteAsync([new RefusedStart(start.OrganizationId, start.WorkflowId, reached)], connection, ct);
        return new DomainException(reached.Error);
    }

    /// <summary>What the same call started before; null when there was none, as with one too many of a workflow that leaves those out.</summary>
    private async Task<HookAnswer?> BeforeAsync(NewExecution start, CancellationToken ct)
    {
        if (start.DedupeKey is null)
        {
            return null;
        }

        await using var command = dataSources.System.CreateCommand(
            "SELECT execution_id FROM workflow_dedupe WHERE organization_id = $1 AND workflow_id = $2 AND key = $3");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = start.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = start.WorkflowId.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = start.DedupeKey });
        return await command.ExecuteScalarAsync(ct) is Guid before ? new HookAnswer(new WorkflowExecutionId(before), IsRepeated: true, default) : null;
    }
}
