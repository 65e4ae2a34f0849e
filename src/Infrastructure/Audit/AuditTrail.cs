using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Audit;

internal sealed class AuditTrail(
    FinancbaseDbContext context, AuditFrames frames, IMultiTenantContextAccessor tenant, ICurrentPrincipal principal,
    IProvenance provenance, ICausation causation, TimeProvider clock) : IAuditTrail
{
    public IAuditEntry Begin() => new Entry(this, frames.Open());

    private async Task BookAsync(AuditFrame frame, string action, AuditTarget? asked, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        var row = new AuditRow(tenant.OrganizationId, AuditRow.Moment(clock.GetUtcNow()), principal.Current, action)
        {
            Target = frame.TargetOf(action, asked),
            Provenance = provenance.Provenance,
            CausedBy = causation.Cause?.EventId,
            Summary = AuditRow.SummaryOf(frame.Summary),
        };
        await AuditWriter.WriteAsync(row.With(frame.Changes), (NpgsqlConnection)context.Database.GetDbConnection(), ct);
    }

    private void End() => frames.Close();

    private sealed class Entry(AuditTrail trail, AuditFrame frame) : IAuditEntry
    {
        public Task BookAsync(string action, AuditTarget? asked, CancellationToken ct) => trail.BookAsync(frame, action, asked, ct);

        public void Dispose() => trail.End();
    }
}
