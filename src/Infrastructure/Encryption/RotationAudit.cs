using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// A rotation spans many transactions, so its row in the audit log is written when the values were moved; one that was
/// stopped half-way is repeated, and then leaves it.
/// </summary>
internal sealed class RotationAudit(DataSources dataSources, TimeProvider clock)
{
    public async Task WriteAsync(OrganizationId organization, RotatedKeys done, CancellationToken ct)
    {
        await using var work = await OrganizationWork.BeginAsync(dataSources.App, organization, ct);
        var row = new AuditRow(organization, AuditRow.Moment(clock.GetUtcNow()), Principal.Platform, AuditActions.RotateKeys.Name)
        {
            Provenance = new Provenance(Provenance.Verb),
            Summary = AuditRow.SummaryOf(new JsonObject { ["sealed"] = done.Sealed, ["left"] = done.Left, ["resumed"] = done.IsResumed }),
        };
        await AuditWriter.WriteAsync(row, work.Connection, ct);
        await work.CommitAsync(ct);
    }
}
