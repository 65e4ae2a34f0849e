using Financbase.Application.Documents;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Invoices;

/// <summary>What drafting and changing documents with lines have in common. What is offered are the first ones; others are typed.</summary>
public abstract class InvoiceFormModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    protected const int FirstLines = 3;
    private const int MoreLines = 5;

    /// <summary>Longer documents are written by programs.</summary>
    public const int MostLines = 200;

    [BindProperty]
    public InvoiceInput Input { get; set; } = new();

    public IReadOnlyList<TaxRateView> Rates { get; private set; } = [];

    public IReadOnlyList<ItemView> Items { get; private set; } = [];

    public IReadOnlyList<CustomerView> Customers { get; private set; } = [];

    public virtual string DueLabel => "Due";

    public virtual string DueHint => "Without it, as many days later as the customer has.";

    protected ISender Sender { get; } = sender;

    protected Currency Base => tenant.Tenant!.BaseCurrency;

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        Input = Input with { Lines = [.. Input.Lines, .. Blank(Math.Min(MoreLines, MostLines - Input.Lines.Count))] };
        ModelState.Clear();
        if (await PrepareAsync(ct) is { } refused)
            return refused;

        await OfferAsync(ct);
        return Page();
    }

    /// <summary>An empty document of a day.</summary>
    protected void Begin(string? customer, DateOnly today) =>
        Input = new() { Customer = customer, IssueDate = today, Currency = Base.Code, Lines = Blank(FirstLines) };

    /// <summary>What the page itself has to know before it is drawn.</summary>
    protected virtual Task<IActionResult?> PrepareAsync(CancellationToken ct) => Task.FromResult<IActionResult?>(null);

    protected Task OfferAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var first = new PageRequest(PageRequest.MaxLimit);
        Rates = (await reads.Send(new ListTaxRates(new(IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
        Items = (await reads.Send(new ListItems(new(IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
        Customers = (await reads.Send(new ListCustomers(new(IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
        return true;
    }, ct);

    /// <summary>What is typed as a draft; lines that are empty are none.</summary>
    protected async Task<Result<InvoiceDraft>> DraftAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        var customer = await Choices.FindAsync(Sender, Choices.Customer, Input.Customer, "customer", ct);
        if (customer.Error is { } nobody)
            return nobody;

        Input = Input with { Lines = [.. Input.Lines.Where(line => !line.IsEmpty)] };
        var drafts = Input.Lines.Select(line => line.ToDraft(Items)).ToList();
        if (drafts.Contains(null))
            return Error.Validation("", "Write quantities and prices like 1250.00.");

        return new InvoiceDraft(new CustomerId(customer.Value), [.. drafts.OfType<InvoiceLineDraft>()], Input.IssueDate, Input.DueDate, Input.Currency, Input.Reference, Input.Note);
    }

    protected virtual IActionResult Again(Error error) => Again(error, nameof(Input));

    protected IActionResult Again(Error error, string prefix)
    {
        Input = Input with { Lines = [.. Input.Lines, .. Blank(Math.Max(FirstLines - Input.Lines.Count, 1))] };
        return this.Invalid(error, prefix);
    }

    /// <summary>Where what is saved is shown; or the form again.</summary>
    protected IActionResult After<T>(Result<T> saved, string said, string page, Func<T, Guid> id)
    {
        if (saved.Error is { } error)
            return Again(error);

        this.Toast(said);
        return RedirectToPage(page, new { id = id(saved.Value) });
    }

    /// <summary>What cannot be changed here is shown, with why.</summary>
    protected RedirectToPageResult Leave(Error why, string page, Guid id)
    {
        this.Toast(why.Message, Tone.Bad);
        return RedirectToPage(page, new { id });
    }

    protected static Error TooManyLinesHere(string address) =>
        Error.Rule("sales.too_many_lines_here", $"What has more than {MostLines} lines is changed by a program, at {address}.");

    protected static List<InvoiceLineInput> Blank(int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(_ => new InvoiceLineInput())];
}
