using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankRules(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, TimeProvider clock) : IBankRules
{
    private const int MostProposals = 20;

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListBankRules.Sorts, row => row.Id)
        .By("priority", row => row.Priority).By("name", row => row.Name);

    private const string Rules = """
        SELECT r.id, r.name, r.priority, r.conditions::text AS conditions, r.memo, r.is_automatic,
            a.id AS account_id, a.code AS account_code, a.name AS account_name, a.type AS account_type,
            j.id AS project_id, j.code AS project_code, j.name AS project_name
        FROM bank_rules r LEFT JOIN accounts a ON a.organization_id = r.organization_id AND a.id = r.account_id
        LEFT JOIN projects j ON j.organization_id = r.organization_id AND j.id = r.project_id
        WHERE r.organization_id = {0}
            AND (r.conditions ->> 'bankAccountId' IS NULL OR ((r.conditions ->> 'bankAccountId')::uuid = ANY ({1})) <> {2})
        """;

    public async Task<Page<BankRuleView>> ListAsync(Reach accounts, string? text, bool? isAutomatic, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rules} AND ({{3}} = '' OR r.name ILIKE {{3}} OR r.conditions ->> 'words' ILIKE {{3}}) AND ({{4}} = '' OR r.is_automatic::text = {{4}})",
            tenant.OrganizationId.Value, accounts.Ids.ToArray(), accounts.IsOpen, LikePattern.Containing(text) ?? "", isAutomatic is { } wanted ? wanted ? "true" : "false" : "");
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToView());
    }

    public async Task<BankRuleView?> FindAsync(BankRuleId id, Reach accounts, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<Row>($"{Rules} AND r.id = {{3}}", tenant.OrganizationId.Value, accounts.Ids.ToArray(), accounts.IsOpen, id.Value).ToListAsync(ct))
        .SingleOrDefault()?.ToView();

    public async Task<IReadOnlyList<ProposedRule>> ProposeAsync(CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddYears(-1);
        return [.. (await context.Database.SqlQuery<Proposal>($"""
            SELECT found.counterparty, found.is_in, found.lines, a.id AS account_id, a.code, a.name, a.type
            FROM (
                SELECT t.counterparty, t.amount_minor > 0 AS is_in, count(DISTINCT t.id)::int AS lines,
                    min(p.account_id::text)::uuid AS account_id, count(DISTINCT p.account_id) AS accounts
                FROM bank_transactions t
                JOIN bank_accounts b ON b.organization_id = t.organization_id AND b.id = t.bank_account_id
                JOIN postings p ON p.organization_id = t.organization_id AND p.entry_id = t.entry_id AND p.account_id <> b.ledger_account_id
                WHERE t.organization_id = {organization} AND t.date >= {since} AND t.entry_id IS NOT NULL AND t.counterpart_id IS NULL AND t.counterparty <> ''
                GROUP BY 1, 2
                HAVING count(DISTINCT t.id) >= 3 AND count(DISTINCT p.account_id) = 1
                ORDER BY 3 DESC, 1 LIMIT {MostProposals * 5}) found
            JOIN accounts a ON a.organization_id = {organization} AND a.id = found.account_id AND NOT a.is_archived
            WHERE NOT EXISTS (
                SELECT FROM bank_rules r, jsonb_array_elements_text(r.conditions -> 'words') word
                WHERE r.organization_id = {organization} AND position(lower(word) IN lower(found.counterparty)) > 0)
            ORDER BY found.lines DESC, found.counterparty LIMIT {MostProposals}
            """).ToListAsync(ct)).Select(row => row.ToView())];
    }

    private sealed record Row(
        Guid Id, string Name, int Priority, string Conditions, string? Memo, bool IsAutomatic, Guid? AccountId, string? AccountCode, string? AccountName,
        string? AccountType, Guid? ProjectId, string? ProjectCode, string? ProjectName)
    {
        public BankRuleView ToView() => new(
            new(Id), Name, Priority, JsonSerializer.Deserialize<BankRuleConditions>(Conditions, WireJson.Options)!,
            AccountId is { } account ? new(new(account), AccountCode!, AccountName!, Words.Type(AccountType!)) : null, Memo, IsAutomatic,
            ProjectId is { } project ? new(new(project), ProjectCode!, ProjectName!) : null);
    }

    private sealed record Proposal(string Counterparty, bool IsIn, int Lines, Guid AccountId, string Code, string Name, string Type)
    {
        public ProposedRule ToView() =>
            new(Counterparty, IsIn ? MoneyDirection.In : MoneyDirection.Out, new(new(AccountId), Code, Name, Words.Type(Type)), Lines);
    }
}
