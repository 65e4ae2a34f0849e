using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Turns what is asked for into terms and lines: what is left out is filled in, and what is named is there and in use.</summary>
internal sealed class BillDrafting(
    IRepository<Vendor> vendors, IReadRepository<Account> accounts, DocumentReferences references, ProjectReferences projects,
    IMultiTenantContextAccessor tenant)
{
    /// <exception cref="DomainException">
    /// <c>purchases.vendor_unknown</c>, <c>money.unknown_currency</c>, <c>documents.tax_rate_unknown</c>, <c>purchases.account_not_for_purchases</c>, <c>projects.project_unknown</c>,
    /// <c>documents.too_many_lines</c>; <c>validation_error</c>, at <c>lines[n].…</c>.
    /// </exception>
    public async Task<(BillTerms Terms, IReadOnlyList<BillLine> Lines)> ReadAsync(BillDraft draft, CancellationToken ct)
    {
        var vendor = await VendorAsync(draft.VendorId, ct);
        var day = draft.BillDate ?? await references.TodayAsync(ct);
        var terms = new BillTerms(
            vendor.Id, draft.Number, day, draft.DueDate ?? DocumentReferences.Later(day, vendor.PaymentDays ?? DocumentReferences.UsualDays),
            CurrencyOf(draft.Currency), draft.Note);
        return (terms, await LinesAsync(draft.Lines, vendor.AccountId, ct));
    }

    /// <inheritdoc cref="ReadAsync(BillDraft, CancellationToken)"/>
    public async Task<(VendorCreditTerms Terms, IReadOnlyList<BillLine> Lines)> ReadAsync(VendorCreditDraft draft, CancellationToken ct)
    {
        var vendor = await VendorAsync(draft.VendorId, ct);
        var terms = new VendorCreditTerms(
            vendor.Id, draft.Number, draft.CreditDate ?? await references.TodayAsync(ct), CurrencyOf(draft.Currency), draft.Note);
        return (terms, await LinesAsync(draft.Lines, vendor.AccountId, ct));
    }

    /// <summary>The same lines, taxed as the rates are now.</summary>
    /// <exception cref="DomainException"><c>documents.tax_rate_unknown</c>.</exception>
    public async Task<IReadOnlyList<BillLine>> TaxedNowAsync(IReadOnlyList<BillLine> lines, CancellationToken ct)
    {
        var terms = await references.TaxesAsync(lines.Select(line => line.Line.Tax?.Id), ct);
        return [.. lines.Select(line => line.Line.Tax is { } tax ? line with { Line = line.Line with { Tax = terms[tax.Id] } } : line)];
    }

    private async Task<Vendor> VendorAsync(VendorId id, CancellationToken ct) =>
        await vendors.FindAsync(id, ct) is { IsArchived: false } vendor ? vendor : throw new DomainException(PurchasesErrors.VendorUnknown);

    private Currency CurrencyOf(string? code) => code is null ? tenant.Tenant!.BaseCurrency : Currency.Of(code);

    private async Task<IReadOnlyList<BillLine>> LinesAsync(IReadOnlyList<BillLineDraft> drafts, AccountId? usual, CancellationToken ct)
    {
        if (drafts.Count > DocumentLine.Most)
            throw new DomainException(DocumentsErrors.TooManyLines);

        var terms = await references.TaxesAsync(drafts.Select(draft => draft.TaxRateId), ct);
        AccountId[] named = [.. drafts.Select(draft => draft.AccountId ?? usual).OfType<AccountId>().Distinct()];
        if ((await accounts.ListAsync(new CostsById(named), ct)).Count < named.Length)
            throw new DomainException(PurchasesErrors.AccountNotForPurchases);

        await projects.CheckAsync(drafts.Select(draft => draft.ProjectId), ct);
        return
        [
            .. drafts.Select((draft, place) => new BillLine(
                new DocumentLine(
                    draft.Description, draft.Quantity, draft.UnitPrice, draft.DiscountPercent, draft.TaxRateId is { } rate ? terms[rate] : null).Checked(place),
                draft.AccountId ?? usual, draft.ProjectId)),
        ];
    }

    private sealed class CostsById : Specification<Account>
    {
        public CostsById(AccountId[] ids) => Query.Where(
            account => ids.Contains(account.Id) && !account.IsArchived && (account.Type == AccountType.Expense || account.Type == AccountType.Asset));
    }
}
