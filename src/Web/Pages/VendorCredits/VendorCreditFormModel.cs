using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Web.Pages.Bills;

namespace Financbase.Web.Pages.VendorCredits;

/// <summary>What drafting and changing a credit have in common: the form is that of a bill.</summary>
public abstract class VendorCreditFormModel(ISender sender, IMultiTenantContextAccessor tenant) : BillFormModel(sender, tenant)
{
    public override bool IsCredit => true;

    protected async Task<Result<VendorCreditDraft>> CreditAsync(CancellationToken ct) => (await DraftAsync(ct)).Match<Result<VendorCreditDraft>>(
        draft => new VendorCreditDraft(draft.VendorId, draft.Number, draft.Lines, draft.BillDate, draft.Currency, draft.Note), error => error);
}
