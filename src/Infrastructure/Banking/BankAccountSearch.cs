using Financbase.Application.Search;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

/// <summary>Bank accounts by name, or by the last four digits that lists show: those have a blind index, for the numbers are sealed.</summary>
internal sealed class BankAccountSearch(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault) : ISearchSource
{
    public SearchKind Kind { get; } = new("bank_account", "Bank accounts", "landmark", Permissions.Banking.Read, 20);

    public async Task<IReadOnlyList<FoundThing>> FindAsync(SearchTerm term, Rights rights, int most, CancellationToken ct)
    {
        var reach = rights.Reach(Permissions.Banking.Read);
        var named = await ReadAsync(reach, LikePattern.Containing(term.Text), null, term.Text, most, ct);
        var digits = term.Text.TrimStart('*');
        if (digits.Length != AccountIdentification.ShownDigits || !digits.All(char.IsAsciiDigit))
            return [.. named.Select(Thing)];

        var numbered = await ReadAsync(reach, null, digits, "", most, ct);
        return [.. named.Concat(numbered).DistinctBy(row => row.Id).Take(most).Select(Thing)];
    }

    private Task<List<Row>> ReadAsync(Reach reach, string? pattern, string? digits, string text, int most, CancellationToken ct) => context.Database.SqlQuery<Row>($"""
        SELECT a.id, a.name, a.currency, a.iban_sealed, a.number_sealed FROM bank_accounts a
        WHERE a.organization_id = {tenant.OrganizationId.Value} AND (a.id = ANY ({reach.Ids.ToArray()})) <> {reach.IsOpen}
            AND ({pattern}::text IS NULL OR a.name ILIKE {pattern})
            AND ({digits}::text IS NULL OR a.iban_tail = {Tail(BankingSeals.Iban, digits)}
                OR (a.iban_sealed IS NULL AND a.number_tail = {Tail(BankingSeals.Number, digits)}))
        ORDER BY search_rank(a.name, {text}), lower(a.name), a.id LIMIT {most}
        """).ToListAsync(ct);

    private byte[]? Tail(SealedProperty property, string? digits) =>
        digits is null ? null : vault.PartIndex(tenant.OrganizationId, property.Column, digits);

    private FoundThing Thing(Row row) => new(
        $"{row.Id}", row.Name, Shown(row) is { } shown ? $"{row.Currency} · {shown}" : row.Currency, $"/banking/{row.Id}");

    private string? Shown(Row row) => (Open(BankingSeals.Iban, row, row.IbanSealed) ?? Open(BankingSeals.Number, row, row.NumberSealed)) is { } number
        ? new AccountIdentification(number).Masked
        : null;

    private string? Open(SealedProperty property, Row row, byte[]? value) =>
        value is null ? null : vault.OpenText(tenant.OrganizationId, property.Column, row.Id.ToString(), value);

    private sealed record Row(Guid Id, string Name, string Currency, byte[]? IbanSealed, byte[]? NumberSealed);
}
