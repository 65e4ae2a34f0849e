using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Mail;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Approvals;

/// <summary>
/// Tells of new approvals, and of those that are due to be asked of somebody else as well. It works on what is marked as
/// untold, so a process that dies leaves nobody uninformed and nobody told twice.
/// </summary>
internal sealed partial class ApprovalHerald(DataSources dataSources, ApprovalNews news, WakeUps wakeUps, ILogger<ApprovalHerald> logger) : BackgroundService
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private const string DueSql = """
        SELECT a.organization_id, a.id FROM approvals a JOIN organizations o ON o.id = a.organization_id AND o.state = 'active'
        WHERE a.status = 'pending' AND (a.announced_at IS NULL OR (a.escalate_at IS NOT NULL AND a.escalated_at IS NULL))
            AND (a.announced_at IS NULL OR a.escalate_at <= app_now())
        ORDER BY a.requested_at LIMIT $1
        """;

    private const string MarkSql = """
        UPDATE approvals SET announced_at = COALESCE(announced_at, app_now()), escalated_at = CASE WHEN announced_at IS NOT NULL THEN app_now() END
        WHERE organization_id = $1 AND id = $2 AND (announced_at IS NULL) = $3 AND escalated_at IS NULL
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await TellDueAsync(stoppingToken) == MostAtOnce)
                    continue;
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(failed);
            }

            await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> TellDueAsync(CancellationToken ct)
    {
        var told = 0;
        foreach (var (organization, id) in await DueAsync(ct))
        {
            try
            {
                await TellAsync(organization, id, ct);
                told++;
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                NotTold(failed, id.Value);
            }
        }

        if (told > 0)
            wakeUps.Signal(OutgoingMails.Channel);
        return told;
    }

    private async Task<List<(OrganizationId, ApprovalId)>> DueAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(DueSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
        await using var row = await command.ExecuteReaderAsync(ct);
        var due = new List<(OrganizationId, ApprovalId)>();
        while (await row.ReadAsync(ct))
            due.Add((new OrganizationId(row.GetGuid(0)), new ApprovalId(row.GetGuid(1))));
        return due;
    }

    /// <summary>In the organization's own transaction, which also marks it as told.</summary>
    private async Task TellAsync(OrganizationId organization, ApprovalId id, CancellationToken ct)
    {
        await using var connection = await dataSources.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var enter = new NpgsqlCommand("SELECT set_config('app.organization_id', $1, true)", connection))
        {
            enter.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{organization.Value}" });
            await enter.ExecuteNonQueryAsync(ct);
        }

        if (await AskedApproval.LockAsync(organization, id, connection, ct) is not { } approval || !await MarkAsync(approval, connection, ct))
            return;

        var whom = await Recipient.FindAsync(organization, approval.IsNew ? approval.Approver : approval.EscalateTo!, connection, ct);
        if (!whom.Any(May))
        {
            // A role without members, or an address that is nobody's here: owners may decide everything.
            whom = await Recipient.FindAsync(organization, Domain.Access.Role.Owner.Key, connection, ct);
        }

        await news.TellAsync(approval, [.. whom.Where(May)], approval.IsNew ? "requested" : "escalated", connection, ct);
        await transaction.CommitAsync(ct);

        bool May(Recipient one) => !approval.Submitters.Contains(one.User);
    }

    private static async Task<bool> MarkAsync(AskedApproval approval, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var mark = new NpgsqlCommand(MarkSql, connection);
        mark.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = approval.Organization.Value });
        mark.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = approval.Id.Value });
        mark.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = approval.IsNew });
        return await mark.ExecuteNonQueryAsync(ct) > 0;
    }

    [LoggerMessage(LogLevel.Error, "Nobody could be told of approval {Approval}; trying again")]
    private partial void NotTold(Exception exception, Guid approval);

    [LoggerMessage(LogLevel.Error, "Telling people of approvals failed; trying again")]
    private partial void Failed(Exception exception);
}
