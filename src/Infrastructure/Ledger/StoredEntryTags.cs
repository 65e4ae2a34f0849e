using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class StoredEntryTags(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IEntryTags
{
    public async Task<IReadOnlyList<string>> ReplaceAsync(JournalEntryId entry, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('entry tags ' || {entry.Value}::text, 0))", ct);
        var before = await context.Database.SqlQuery<string>(
            $"SELECT tag AS \"Value\" FROM journal_entry_tags WHERE organization_id = {organization} AND entry_id = {entry.Value} ORDER BY tag_key").ToListAsync(ct);
        string[] kept = [.. tags], keys = [.. tags.Select(EntryTags.KeyOf)];
        await context.Database.ExecuteSqlAsync($"DELETE FROM journal_entry_tags WHERE organization_id = {organization} AND entry_id = {entry.Value}", ct);
        await context.Database.ExecuteSqlAsync($"""
            INSERT INTO journal_entry_tags (organization_id, entry_id, tag_key, tag)
            SELECT {organization}, {entry.Value}, tag_key, tag FROM unnest({keys}, {kept}) AS row (tag_key, tag)
            """, ct);
        return before;
    }
}
