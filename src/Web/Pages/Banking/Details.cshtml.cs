using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>A bank account and its lines, searched and filtered by the address.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public BankTransactionStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public BankAccountView Account { get; private set; } = null!;

    public Page<BankTransactionView> Lines { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        if (account.Error is { } missing)
        {
            return this.Refused(missing);
        }

        var filter = new BankTransactionFilter(new BankAccountId(Id), From: From, To: To, Status: Status, Text: Text);
        var lines = await sender.Send(new ListBankTransactions(filter, new PageRequest(Cursor: Cursor)), ct);
        if (lines.Error is { } error)
        {
            return this.Refused(error);
        }

        (Account, Lines) = (account.Value, lines.Value);
        return Page();
    }
}
