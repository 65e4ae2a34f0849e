using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Expenses;

/// <summary>
/// Records as a workflow what a member decided about an expense in an approval step of the run. The decider is that member, who may approve expenses and neither
/// entered this one, nor handed it in, nor gets money for it, however few members there are. The run began with the event of its last handing in.
/// </summary>
/// <param name="Id">An expense that waits.</param>
/// <param name="Run">The run in which was decided; only workflows send this, each for its own.</param>
/// <param name="Step">The key of the approval step.</param>
/// <param name="IsApproved">What must have been decided there.</param>
/// <param name="PostedOn">The day of the entry of an approved expense; null for the expense's own.</param>
[RequirePermission(Permissions.Expenses.Approve)]
[Audited("expense.decide_in_run", "Recorded what was decided about an expense in a run")]
public sealed record DecideExpenseInRun(ExpenseId Id, WorkflowExecutionId Run, string Step, bool IsApproved, DateOnly? PostedOn = null) : ICommand<ExpenseDecidedInRun>;

/// <param name="Id">The expense.</param>
/// <param name="Status">Approved or rejected.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="DecidedBy">The member who decided.</param>
public sealed record ExpenseDecidedInRun(ExpenseId Id, ExpenseStatus Status, Money Gross, UserId DecidedBy);

internal sealed class DecideExpenseInRunHandler(
    ExpenseDesk desk, ExpensePosting posting, IApprovalDecisions decisions, IActingMembers members, AmountLimits limits, ICurrentPrincipal principal, IAuditNotes notes, TimeProvider clock)
    : IHandler<DecideExpenseInRun, ExpenseDecidedInRun>
{
    public async Task<Result<ExpenseDecidedInRun>> Handle(DecideExpenseInRun command, CancellationToken cancellationToken)
    {
        if (principal.Current.Kind != PrincipalKind.Workflow)
            return Error.Forbidden(Permissions.Expenses.Approve);
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");
        if (await decisions.FindAsync(command.Run, command.Step, command.Id.Value, "expense.submitted", cancellationToken) is not { } decision || decision.IsApproved != command.IsApproved)
            return ExpensesErrors.NobodyDecided(command.Step);

        expense.RequireApprover(decision.By, isAlone: false);
        if (await members.FindAsync(decision.By, cancellationToken) is not { } member || !member.Rights.Decide(Permissions.Expenses.Approve, null).IsAllowed())
            return ExpensesErrors.MayNotDecide;
        if (!decision.IsAboutIt)
            return ExpensesErrors.DecidedOther;

        var moved = new Moved(command.IsApproved ? expense.Gross : Money.Zero(expense.Currency), expense.SpentOn);
        await limits.RequireAsync(member.Rights, Permissions.Expenses.Approve, [moved], cancellationToken);
        await limits.RequireAsync(Permissions.Expenses.Approve, moved, cancellationToken);
        if (command.IsApproved)
            await posting.ApproveAsync(expense, decision.By, isAlone: false, command.PostedOn, cancellationToken);
        else
            expense.Reject(decision.By, Shortened(decision.Comment), clock.GetUtcNow());
        notes.Tell("decidedBy", $"{decision.By}");
        return new ExpenseDecidedInRun(expense.Id, expense.Status, expense.Gross, decision.By);
    }

    private static string? Shortened(string? comment) => comment?.Length > Expense.LongestReason ? comment[..Expense.LongestReason] : comment;
}
