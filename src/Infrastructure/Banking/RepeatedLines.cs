using Financbase.Application.Audit;
using Financbase.Application.Banking;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class RepeatedLines(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IAuditNotes notes) : IRepeatedLines
{
    private Guid Organization => tenant.OrganizationId.Value;

    public Task RememberAsync(StatementImport import, IReadOnlyCollection<(LineFingerprint Fingerprint, int Occurrence)> repeats, CancellationToken ct)
    {
        Guid[] fingerprints = [.. repeats.Select(line => line.Fingerprint.Value)];
        int[] occurrences = [.. repeats.Select(line => line.Occurrence)];
        return repeats.Count == 0 ? Task.CompletedTask : context.Database.ExecuteSqlAsync($"""
            INSERT INTO statement_import_repeats (organization_id, bank_transaction_id, import_id)
            SELECT DISTINCT {Organization}, line.id, {import.Id.Value}
            FROM unnest({fingerprints}, {occurrences}) AS repeat (fingerprint, occurrence)
            JOIN bank_transactions line ON line.organization_id = {Organization} AND line.bank_account_id = {import.BankAccountId.Value}
                AND line.fingerprint = repeat.fingerprint AND line.occurrence = repeat.occurrence
            WHERE line.import_id <> {import.Id.Value}
            ON CONFLICT DO NOTHING
            """, ct);
    }

    public async Task<int> HandOverAsync(StatementImportId import, CancellationToken ct)
    {
        var handed = await context.Database.ExecuteSqlAsync($"""
            UPDATE bank_transactions line SET import_id = heir.import_id
            FROM (SELECT DISTINCT ON (repeat.bank_transaction_id) repeat.bank_transaction_id AS id, repeat.import_id
                  FROM statement_import_repeats repeat
                  JOIN bank_transactions own ON own.organization_id = repeat.organization_id AND own.id = repeat.bank_transaction_id
                  JOIN statement_imports other ON other.organization_id = repeat.organization_id AND other.id = repeat.import_id
                  WHERE repeat.organization_id = {Organization} AND own.import_id = {import.Value} AND other.state = 'imported'
                  ORDER BY repeat.bank_transaction_id, repeat.import_id) AS heir
            WHERE line.organization_id = {Organization} AND line.id = heir.id
            """, ct);
        await context.Database.ExecuteSqlAsync($"""
            WITH taken AS (
                DELETE FROM statement_import_repeats repeat
                USING bank_transactions line
                WHERE repeat.organization_id = {Organization} AND line.organization_id = repeat.organization_id
                    AND line.id = repeat.bank_transaction_id AND line.import_id = repeat.import_id
                RETURNING repeat.import_id)
            UPDATE statement_imports heir SET imported = heir.imported + counted.lines, duplicates = heir.duplicates - counted.lines
            FROM (SELECT import_id, count(*)::int AS lines FROM taken GROUP BY import_id) AS counted
            WHERE heir.organization_id = {Organization} AND heir.id = counted.import_id
            """, ct);
        await context.Database.ExecuteSqlAsync($"""
            DELETE FROM statement_import_repeats WHERE organization_id = {Organization} AND import_id = {import.Value}
            """, ct);
        notes.Count("linesHandedOver", handed);
        return handed;
    }
}
