using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>What was paid back of an expense and not taken back, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Expenses.Read)]
public sealed record ListReimbursements(ExpenseId Id, PageRequest Page) : IQuery<Page<ReimbursementView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date");
}

internal sealed class ListReimbursementsHandler(IExpenses books) : IHandler<ListReimbursements, Page<ReimbursementView>>
{
    private static readonly Keyset<ReimbursementView, Guid> Orders =
        new Keyset<ReimbursementView, Guid>(ListReimbursements.Sorts, part => part.Id.Value).By("date", part => part.Date);

    public async Task<Result<Page<ReimbursementView>>> Handle(ListReimbursements request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } expense ? Orders.PageOfAll(expense.Reimbursements, request.Page) : Error.NotFound("expense");
}
