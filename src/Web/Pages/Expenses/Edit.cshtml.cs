using Financbase.Application.Access;
using Financbase.Application.Expenses;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Expenses;

[RequirePermission(Permissions.Expenses.Submit)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : ExpenseFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetExpense(new ExpenseId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);
        if (found.Value.Status is not (ExpenseStatus.Draft or ExpenseStatus.Rejected))
        {
            this.Toast(ExpensesErrors.NotADraft.Message, Tone.Bad);
            return RedirectToPage("/Expenses/Details", new { id = Id });
        }

        Input = ExpenseInput.Of(found.Value);
        await OfferAsync(ct);
        return Page();
    }

    [Sends<UpdateExpense>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await DraftAsync(ct);
        var saved = draft.Error is { } unread ? unread : await Sender.Send(new UpdateExpense(new ExpenseId(Id), draft.Value), ct);
        return saved.Error is { Kind: Domain.SharedKernel.ErrorKind.NotFound } missing ? this.Refused(missing) : After(saved);
    }
}
