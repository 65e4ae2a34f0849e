using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Lines that people write.</summary>
internal sealed class HandPostings(IMultiTenantContextAccessor tenant)
{
    private Currency Base => tenant.Tenant!.BaseCurrency;

    /// <param name="drafts">Each with a debit or a credit, above zero.</param>
    /// <exception cref="DomainException"><c>money.unknown_currency</c>; <c>validation_error</c>.</exception>
    public IReadOnlyList<Posting> Read(IReadOnlyList<PostingDraft> drafts) => [.. drafts.Select(Read)];

    private Posting Read(PostingDraft draft)
    {
        var amount = draft.Debit is { } debit ? Money.FromAmount(debit, Base) : -Money.FromAmount(draft.Credit!.Value, Base);
        var original = draft.Original is { } foreign ? Read(foreign) : (Money?)null;
        return new Posting(
            draft.AccountId, amount, string.IsNullOrWhiteSpace(draft.Memo) ? null : draft.Memo.Trim(), amount.Minor < 0 && original is { } taken ? -taken : original, draft.ProjectId);
    }

    private Money Read(ForeignAmount foreign)
    {
        var original = Money.FromAmount(foreign.Amount, Currency.Of(foreign.Currency));
        if (original.Minor is <= 0 or > Posting.Most)
            throw new DomainException(Error.Validation("postings", "An amount in another currency is above zero, on the same side as in the base currency."));
        return original.Currency != Base ? original : throw new DomainException(Error.Validation("postings", $"Amounts are in {Base.Code}: say another currency, or none."));
    }
}
