using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Web.Pages.Access;
using Financbase.Web.Pages.Documents;

namespace Financbase.Web.Pages.Invoices;

/// <summary>What drafting and changing documents for customers have in common.</summary>
public abstract class InvoiceFormModel(ISender sender, IMultiTenantContextAccessor tenant) : DocumentFormModel<InvoiceInput, InvoiceLineInput>(sender, tenant)
{
    public IReadOnlyList<ItemView> Items { get; private set; } = [];

    public IReadOnlyList<CustomerView> Customers { get; private set; } = [];

    public virtual string DueLabel => "Due";

    public virtual string DueHint => "Without it, as many days later as the customer has.";

    /// <summary>An empty document of a day.</summary>
    protected void Begin(string? customer, DateOnly today) =>
        Input = new() { Customer = customer, IssueDate = today, Currency = Base.Code, Lines = Blank(FirstLines) };

    protected override async Task OfferAsync(ISender reads, CancellationToken ct)
    {
        Items = (await reads.Send(new ListItems(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
        Customers = (await reads.Send(new ListCustomers(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
    }

    /// <summary>What is typed as a draft; lines that are empty are none.</summary>
    protected async Task<Result<InvoiceDraft>> DraftAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        var customer = await Choices.FindAsync(Sender, Choices.Customer, Input.Customer, "customer", ct);
        if (customer.Error is { } nobody)
            return nobody;

        var lines = ReadLines(line => line.ToDraft(Items));
        return lines.Error is { } unread
            ? unread
            : new InvoiceDraft(new CustomerId(customer.Value), lines.Value, Input.IssueDate, Input.DueDate, Input.Currency, Input.Reference, Input.Note);
    }
}
