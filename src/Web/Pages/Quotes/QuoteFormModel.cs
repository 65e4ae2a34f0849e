using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Web.Pages.Invoices;

namespace Financbase.Web.Pages.Quotes;

/// <summary>The form of an invoice, with a last day to accept instead of one to pay.</summary>
public abstract class QuoteFormModel(ISender sender, IMultiTenantContextAccessor tenant) : InvoiceFormModel(sender, tenant)
{
    public override string DueLabel => "Valid until";

    public override string DueHint => "Without it, for 30 days.";
}
