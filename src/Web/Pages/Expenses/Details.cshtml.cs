using Financbase.Application.Access;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Expenses;

[RequirePermission(Permissions.Expenses.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ExpenseView Expense { get; private set; } = null!;

    /// <summary>Where money can come from; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    [Sends<SubmitExpense>]
    public Task<IActionResult> OnPostSubmitAsync(CancellationToken ct) => DoAsync(new SubmitExpense(new ExpenseId(Id)), "It waits for approval.", ct);

    [Sends<ApproveExpense>]
    public Task<IActionResult> OnPostApproveAsync(DateOnly? postedOn, CancellationToken ct) =>
        DoAsync(new ApproveExpense(new ExpenseId(Id), postedOn), "It is approved and in the books.", ct);

    [Sends<RejectExpense>]
    public Task<IActionResult> OnPostRejectAsync(string? reason, CancellationToken ct) => DoAsync(new RejectExpense(new ExpenseId(Id), reason), "It is rejected.", ct);

    [Sends<ReimburseExpense>]
    public async Task<IActionResult> OnPostReimburseAsync(string? amount, DateOnly? date, Guid? account, CancellationToken ct) =>
        FormAmount.TryRead(amount, out var paid)
            ? await DoAsync(new ReimburseExpense(new ExpenseId(Id), date, null, account is { } from ? new AccountId(from) : null, paid), "It is recorded.", ct)
            : await RefuseAsync(Error.Validation("", "Write amounts like 1250.00."), ct);

    [Sends<UndoReimbursement>]
    public Task<IActionResult> OnPostUndoReimbursementAsync(Guid? part, DateOnly? date, CancellationToken ct) =>
        DoAsync(new UndoReimbursement(new ExpenseId(Id), date, part is { } id ? new ReimbursementId(id) : null), "It is owed again.", ct);

    [Sends<VoidExpense>]
    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new VoidExpense(new ExpenseId(Id), date, reason), "It is void.", ct);

    [Sends<DeleteExpense>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteExpense(new ExpenseId(Id)), ct);
        if (deleted.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The draft is deleted.");
        return RedirectToPage("/Expenses/Index");
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, string said, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.TakesThePage())
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private Task<IActionResult> ShowAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetExpense(new ExpenseId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Expense = found.Value;
        if (Expense.Totals.Owed.Minor > 0)
            MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        return Page();
    }, ct);
}
