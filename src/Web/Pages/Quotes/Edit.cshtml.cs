using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Quotes;

[RequirePermission(Permissions.Invoices.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : QuoteFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public QuoteView Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;
        if (Quote.Status != QuoteStatus.Draft)
            return Leave(SalesErrors.QuoteNotADraft, "/Quotes/Details", Id);
        if (Quote.Lines.Count > MostLines)
            return Leave(TooManyLinesHere("/api/quotes"), "/Quotes/Details", Id);

        Input = new()
        {
            Customer = $"{Quote.Customer.Name} [{Quote.CustomerId}]",
            IssueDate = Quote.IssueDate,
            DueDate = Quote.ValidUntil,
            Currency = Quote.Currency,
            Reference = Quote.Reference,
            Note = Quote.Note,
            Lines = [.. Quote.Lines.Select(line => InvoiceLineInput.Of(line, Currency.Of(Quote.Currency))), .. Blank(1)],
        };
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateQuote>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        var draft = await DraftAsync(ct);
        return After(draft.Error is { } unread ? unread : await Sender.Send(new UpdateQuote(new QuoteId(Id), draft.Value), ct), "The draft is saved.", "/Quotes/Details", _ => Id);
    }

    protected override async Task<IActionResult?> PrepareAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetQuote(new QuoteId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Quote = found.Value;
        return null;
    }
}
