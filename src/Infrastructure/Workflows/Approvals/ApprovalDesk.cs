using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Approvals;

internal sealed class ApprovalDesk(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IActingMembers members, ApprovalNews news, IEventLog events, CommittedWork committed,
    IAuditNotes notes) : IApprovalDesk
{
    // The queue's row first, as checkpoints and cancelling lock it: whoever else is at the execution is waited for.
    private const string ReadySql = """
        INSERT INTO workflow_ready (organization_id, execution_id)
        SELECT organization_id, execution_id FROM approvals WHERE organization_id = $1 AND id = $2
        ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true
        """;

    // A timer that has fired, or is just firing, has ended the wait already.
    private const string StopTimerSql = """
        DELETE FROM workflow_timers WHERE ctid = ANY (ARRAY(
            SELECT t.ctid FROM workflow_timers t
            JOIN approvals a ON a.organization_id = t.organization_id AND a.execution_id = t.execution_id AND a.address = t.address
            WHERE a.organization_id = $1 AND a.id = $2 AND NOT t.fired AND a.expires_at > app_now()
            FOR UPDATE OF t SKIP LOCKED))
        """;

    private const string DecideSql = """
        WITH decided AS (
            UPDATE approvals a
            SET status = $3, decided_at = app_now(), decided_by = $4, comment = $5, answers = $6
            WHERE organization_id = $1 AND id = $2 AND status = 'pending' AND ($7 OR expires_at IS NULL)
            RETURNING a.*),
        told AS (
            INSERT INTO workflow_signals (organization_id, execution_id, address, answer, people)
            SELECT d.organization_id, d.execution_id, d.address, json_build_object('decision', d.status,
                'decidedBy', json_build_object('id', u.id, 'email', u.email), 'comment', d.comment, 'form', d.answers),
                ARRAY[d.decided_by]
            FROM decided d JOIN users u ON u.id = d.decided_by)
        SELECT execution_id, workflow_id, title FROM decided
        """;

    private const string StatusSql = """
        SELECT CASE WHEN status = 'pending' THEN 'expired' ELSE status END FROM approvals WHERE organization_id = $1 AND id = $2
        """;

    public async Task<ApprovalStatus?> DecideAsync(ApprovalDecision decision, CancellationToken ct)
    {
        await using (var ready = Command(ReadySql, decision.Id))
            await ready.ExecuteNonQueryAsync(ct);
        await using var timer = Command(StopTimerSql, decision.Id);
        var inTime = await timer.ExecuteNonQueryAsync(ct) > 0;
        if (await WriteAsync(decision, inTime, ct) is not { } decided)
        {
            await using var status = Command(StatusSql, decision.Id);
            return Reads.Word.Of<ApprovalStatus>((string)(await status.ExecuteScalarAsync(ct))!);
        }

        await events.AppendAsync([decided.Fact], ct);
        committed.Wake(WorkflowChannels.Ready);
        notes.About(new AuditTarget("approval", decision.Id.ToString(), decided.Title));
        notes.Tell("decision", decided.Fact.Decision);
        notes.Tell("executionId", decided.Fact.ExecutionId.ToString());
        return null;
    }

    public async Task<HandOver> DelegateAsync(ApprovalId id, UserId by, string email, CancellationToken ct)
    {
        if (await AskedApproval.LockAsync(tenant.OrganizationId, id, Connection, ct) is not { } approval)
            return HandOver.TooLate;
        if (await Recipient.FindAsync(tenant.OrganizationId, email, Connection, ct) is not [var member, ..])
            return HandOver.NotAMember;
        if (approval.Submitters.Contains(member.User))
            return HandOver.Submitter;
        if (await members.FindAsync(new UserId(member.User), ct) is not { } acting || !acting.Rights.Decide(Permissions.Approvals.Decide, null).IsAllowed())
            return HandOver.MayNot;
        if (member.User == by.Value || approval.Delegates.Contains(member.User))
            return HandOver.NotNeeded;
        if (approval.Delegates.Count >= Limits.Delegates)
            return HandOver.TooMany;

        await using var add = Command("UPDATE approvals SET delegates = array_append(delegates, $3) WHERE organization_id = $1 AND id = $2", id);
        add.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = member.User });
        await add.ExecuteNonQueryAsync(ct);
        await news.TellAsync(approval, [member], "delegated", Connection, ct);
        committed.Wake(Mail.OutgoingMails.Channel);
        notes.About(new AuditTarget("approval", id.ToString(), approval.Title));
        notes.Tell("to", member.Email);
        return HandOver.Done;
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)context.Database.GetDbConnection();

    private async Task<(ApprovalDecided Fact, string Title)?> WriteAsync(ApprovalDecision decision, bool inTime, CancellationToken ct)
    {
        var word = JsonNamingPolicy.CamelCase.ConvertName(decision.Outcome.ToString());
        await using var decide = Command(DecideSql, decision.Id);
        decide.Parameters.Add(new NpgsqlParameter<string> { TypedValue = word });
        decide.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = decision.By.Value });
        decide.Parameters.Add(new NpgsqlParameter { Value = (object?)decision.Comment ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        decide.Parameters.Add(new NpgsqlParameter { Value = decision.Answers.GetRawText(), NpgsqlDbType = NpgsqlDbType.Json });
        decide.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = inTime });
        await using var row = await decide.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? (new ApprovalDecided(decision.Id.Value, new WorkflowExecutionId(row.GetGuid(0)), new WorkflowId(row.GetGuid(1)), word, decision.By), row.GetString(2))
            : null;
    }

    private NpgsqlCommand Command(string sql, ApprovalId id)
    {
        var command = new NpgsqlCommand(sql, Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        return command;
    }
}
