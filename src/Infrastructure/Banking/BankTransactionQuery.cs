using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;

namespace Financbase.Infrastructure.Banking;

/// <summary>
/// One page of bank lines as SQL: only the conditions that are asked for, so that the planner sees them; by day in the
/// order of an index.
/// </summary>
internal sealed class BankTransactionQuery
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];

    private BankTransactionQuery()
    {
    }

    public object[] Parameters => [.. _values];

    public string Sql => $"""
        SELECT id, bank_account_id, date, amount_minor, amount_currency, description, counterparty, reference, status, import_id, bank_id, entry_id, counterpart_id, payment_id, vendor_payment_id
        FROM bank_transactions WHERE {string.Join(" AND ", _conditions)}
        """;

    public static BankTransactionQuery For(
        OrganizationId organization, Reach reach, BankTransactionFilter filter, BankTransactionOrder order, PageRequest page)
    {
        var query = new BankTransactionQuery();
        query.Where("organization_id = {0}", organization.Value);
        if (reach is not { IsOpen: true, Ids.Count: 0 })
            query.Where(reach.IsOpen ? "bank_account_id <> ALL ({0})" : "bank_account_id = ANY ({0})", reach.Ids.ToArray());
        query.WhereIf("id = {0}", filter.Id?.Value);
        query.WhereIf("bank_account_id = {0}", filter.BankAccountId?.Value);
        query.WhereIf("import_id = {0}", filter.ImportId?.Value);
        query.WhereIf("date >= {0}", filter.From);
        query.WhereIf("date <= {0}", filter.To);
        query.WhereIf("status = {0}", filter.Status?.ToString().ToLowerInvariant());
        query.WhereAmount(">=", filter.MinAmount);
        query.WhereAmount("<=", filter.MaxAmount);
        query.WhereText(filter.Text);
        query.Order(order, page);
        return query;
    }

    /// <summary>What a line stands by in this order, beside its id.</summary>
    public static object Key(BankTransactionView line, BankTransactionOrder order) =>
        order is BankTransactionOrder.NewestFirst or BankTransactionOrder.OldestFirst ? line.Date : line.Amount.Minor;

    private void WhereIf(string condition, object? value)
    {
        if (value is not null)
        {
            Where(condition, value);
        }
    }

    // Whole minor units on the right of the comparison: numeric would keep row-level security from using an index.
    private void WhereAmount(string comparison, decimal? amount)
    {
        if (amount is { } bound)
        {
            Where(
                "amount_minor " + comparison + " CASE WHEN amount_currency = ANY ({0}) THEN {1} WHEN amount_currency = ANY ({2}) THEN {3} ELSE {4} END",
                Codes(exponent: 0), Minor(bound, 1, comparison), Codes(exponent: 3), Minor(bound, 1000, comparison), Minor(bound, 100, comparison));
        }
    }

    private void WhereText(string? text)
    {
        if (LikePattern.Containing(text) is { } pattern)
        {
            Where("(description ILIKE {0} OR counterparty ILIKE {0} OR reference ILIKE {0})", pattern);
        }
    }

    private void Order(BankTransactionOrder order, PageRequest page)
    {
        var (column, comparison, direction) = order switch
        {
            BankTransactionOrder.NewestFirst => ("date", "<", "DESC"),
            BankTransactionOrder.OldestFirst => ("date", ">", "ASC"),
            BankTransactionOrder.HighestFirst => ("amount_minor", "<", "DESC"),
            BankTransactionOrder.LowestFirst => ("amount_minor", ">", "ASC"),
        };
        After($"({column}, id) {comparison} ({{0}}, {{1}})", column == "date" ? Boxed(Cursor.Read<DateOnly, Guid>(page.Cursor)) : Boxed(Cursor.Read<long, Guid>(page.Cursor)));
        _conditions[^1] += $" ORDER BY {column} {direction}, id {direction} LIMIT {page.Limit + 1}";
    }

    private void After(string condition, object[]? last)
    {
        if (last is not null)
        {
            Where(condition, last);
        }
    }

    private static object[]? Boxed<T>((T Value, Guid Id)? key) where T : notnull => key is { } last ? [last.Value, last.Id] : null;

    private void Where(string condition, params object[] values)
    {
        object[] names = [.. values.Select((_, index) => $"{{{_values.Count + index}}}")];
        _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, names));
        _values.AddRange(values);
    }

    private static string[] Codes(int exponent) => [.. Currency.Codes.Where(code => Currency.Of(code).Exponent == exponent)];

    private static long Minor(decimal bound, int scale, string comparison)
    {
        var exact = Math.Clamp(bound, -1e15m, 1e15m) * scale;
        return (long)(comparison == ">=" ? decimal.Ceiling(exact) : decimal.Floor(exact));
    }
}
