using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Turns what is asked for into terms and lines: what is left out is filled in, and what is named is there and in use.</summary>
internal sealed class InvoiceDrafting(
    IRepository<Customer> customers, IReadRepository<Item> items, IReadRepository<Account> accounts, DocumentReferences references, ProjectReferences projects,
    IMultiTenantContextAccessor tenant)
{
    /// <exception cref="DomainException"><c>sales.customer_unknown</c>, <c>money.unknown_currency</c>.</exception>
    public async Task<InvoiceTerms> TermsAsync(InvoiceDraft draft, CancellationToken ct)
    {
        if (await customers.FindAsync(draft.CustomerId, ct) is not { IsArchived: false } customer)
            throw new DomainException(SalesErrors.CustomerUnknown);

        var issue = draft.IssueDate ?? await TodayAsync(ct);
        return new InvoiceTerms(
            customer.Id, issue, draft.DueDate ?? DueAfter(issue, customer),
            draft.Currency is { } code ? Currency.Of(code) : tenant.Tenant!.BaseCurrency, draft.Reference, draft.Note);
    }

    /// <exception cref="DomainException">
    /// <c>sales.item_unknown</c>, <c>documents.tax_rate_unknown</c>, <c>sales.account_not_for_sales</c>, <c>projects.project_unknown</c>, <c>documents.too_many_lines</c>; <c>validation_error</c>, at <c>lines[n].…</c>.
    /// </exception>
    public async Task<IReadOnlyList<InvoiceLine>> LinesAsync(IReadOnlyList<InvoiceLineDraft> drafts, CancellationToken ct)
    {
        if (drafts.Count > DocumentLine.Most)
            throw new DomainException(DocumentsErrors.TooManyLines);

        var sold = await ItemsAsync([.. drafts.Select(draft => draft.ItemId).OfType<ItemId>().Distinct()], ct);
        var filled = drafts.Select(draft => Fill(draft, draft.ItemId is { } id ? sold[id] : null)).ToList();
        var terms = await references.TaxesAsync(filled.Select(draft => draft.TaxRateId), ct);
        await CheckAccountsAsync([.. filled.Select(draft => draft.AccountId).OfType<AccountId>().Distinct()], ct);
        await projects.CheckAsync(filled.Select(draft => draft.ProjectId), ct);
        return
        [
            .. filled.Select((draft, place) => new InvoiceLine(
                new DocumentLine(
                    draft.Description ?? "", draft.Quantity, draft.UnitPrice ?? throw Missing(place), draft.DiscountPercent,
                    draft.TaxRateId is { } rate ? terms[rate] : null).Checked(place),
                draft.AccountId, draft.ItemId, draft.ProjectId)),
        ];
    }

    /// <summary>The same lines, taxed as the rates are now.</summary>
    /// <exception cref="DomainException"><c>documents.tax_rate_unknown</c>.</exception>
    public async Task<IReadOnlyList<InvoiceLine>> TaxedNowAsync(IReadOnlyList<InvoiceLine> lines, CancellationToken ct)
    {
        var terms = await references.TaxesAsync(lines.Select(line => line.Line.Tax?.Id), ct);
        return [.. lines.Select(line => line.Line.Tax is { } tax ? line with { Line = line.Line with { Tax = terms[tax.Id] } } : line)];
    }

    /// <summary>The last day to pay what is issued on a day.</summary>
    public static DateOnly DueAfter(DateOnly issue, Customer customer) => DocumentReferences.DueAfter(issue, customer.PaymentDays);

    public Task<DateOnly> TodayAsync(CancellationToken ct) => references.TodayAsync(ct);

    private static InvoiceLineDraft Fill(InvoiceLineDraft draft, Item? item) => item is null ? draft : draft with
    {
        Description = string.IsNullOrWhiteSpace(draft.Description) ? item.Description ?? item.Name : draft.Description,
        UnitPrice = draft.UnitPrice ?? item.UnitPrice,
        TaxRateId = draft.TaxRateId ?? item.TaxRateId,
        AccountId = draft.AccountId ?? item.AccountId,
    };

    private async Task<Dictionary<ItemId, Item>> ItemsAsync(ItemId[] ids, CancellationToken ct)
    {
        var found = (await items.ListAsync(new ItemsById(ids), ct)).ToDictionary(item => item.Id);
        return ids.All(found.ContainsKey) ? found : throw new DomainException(SalesErrors.ItemUnknown);
    }

    private async Task CheckAccountsAsync(AccountId[] ids, CancellationToken ct)
    {
        if ((await accounts.ListAsync(new IncomeById(ids), ct)).Count < ids.Length)
            throw new DomainException(SalesErrors.AccountNotForSales);
    }

    private static DomainException Missing(int place) => new(Error.Validation($"lines[{place}].unitPrice", "Give a price, or an item that has one."));

    private sealed class ItemsById : Specification<Item>
    {
        public ItemsById(ItemId[] ids) => Query.Where(item => ids.Contains(item.Id));
    }

    private sealed class IncomeById : Specification<Account>
    {
        public IncomeById(AccountId[] ids) => Query.Where(account => ids.Contains(account.Id) && !account.IsArchived && account.Type == AccountType.Revenue);
    }
}
