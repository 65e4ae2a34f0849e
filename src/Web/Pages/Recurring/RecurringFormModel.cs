using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Invoices;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Recurring;

/// <summary>What adding and changing a template have in common: an invoice's form, and when it is made.</summary>
public abstract class RecurringFormModel(ISender sender, IMultiTenantContextAccessor tenant) : InvoiceFormModel(sender, tenant)
{
    [BindProperty]
    public RecurringInput Plan { get; set; } = new();

    protected async Task<Result<RecurringInvoiceDraft>> TemplateAsync(CancellationToken ct)
    {
        if (Plan.StartsOn is null)
        {
            await OfferAsync(ct);
            return Error.Validation("schedule.startsOn", "Required.");
        }

        var draft = await DraftAsync(ct);
        return draft.Error is { } error ? error : Plan.ToDraft(draft.Value);
    }

    /// <summary>Faults of the schedule stand at its fields, those of the invoices at theirs.</summary>
    protected override IActionResult Again(Error error)
    {
        const string Schedule = "schedule.";
        var fields = (error.Fields ?? new Dictionary<string, string[]>()).ToDictionary(
            field => field.Key.StartsWith(Schedule, StringComparison.Ordinal) ? field.Key[Schedule.Length..] : field.Key, field => field.Value);
        var isOfPlan = fields.Keys.Any(field => ModelState.ContainsKey($"{nameof(Plan)}.{field}"));
        return Again(fields.Count > 0 ? error with { Fields = fields } : error, isOfPlan ? nameof(Plan) : nameof(Input));
    }
}
