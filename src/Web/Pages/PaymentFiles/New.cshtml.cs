using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.PaymentFiles;

/// <summary>Chooses what a file pays, and from where.</summary>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
public sealed class NewModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty]
    public PaymentFileInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    /// <summary>Those that are due first.</summary>
    public Page<PayableBill> Payable { get; private set; } = new([], null, PageRequest.MaxLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text);

    /// <summary>In euro with an IBAN, and connected to the chart.</summary>
    public IReadOnlyList<BankAccountView> Accounts { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await OfferAsync(ct) is { } error)
            return this.Refused(error);

        // Those that are due by then are most likely meant.
        var soon = Today.AddDays(7);
        Input = new() { ExecutionDate = Today, Bills = [.. Payable.Items.Where(bill => bill.DueDate <= soon).Select(bill => bill.Id.Value)] };
        return Page();
    }

    [Sends<PreparePaymentFile>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var prepared = await sender.Send(
            new PreparePaymentFile(new BankAccountId(Input.Account ?? Guid.Empty), [.. Input.Bills.Distinct().Select(id => new BillId(id))], Input.ExecutionDate), ct);
        if (prepared.Error is { } error)
        {
            return await OfferAsync(ct) is { } missing ? this.Refused(missing) : this.Invalid(error);
        }

        this.Toast("The file is made. Download it for your bank.");
        return RedirectToPage("/PaymentFiles/Details", new { id = prepared.Value.Id.Value });
    }

    private Task<Error?> OfferAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetPayableBills(new PageRequest(PageRequest.MaxLimit, Cursor), Text), ct);
        if (found.Error is { } error)
            return error;

        Payable = found.Value;
        Accounts = (await reads.Send(new ListBankAccounts(new PageRequest(PageRequest.MaxLimit)), ct)).Match(
            page => [.. page.Items.Where(account => account is { Currency: "EUR", Iban: not null, LedgerAccount: not null })], _ => (IReadOnlyList<BankAccountView>)[]);
        return (Error?)null;
    }, ct);
}

public sealed record PaymentFileInput
{
    public Guid? Account { get; init; }

    public DateOnly? ExecutionDate { get; init; }

    public List<Guid> Bills { get; init; } = [];
}
