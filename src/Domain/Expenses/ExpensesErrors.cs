using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

/// <summary>What can be wrong with an expense.</summary>
public static class ExpensesErrors
{
    public static Error NotADraft { get; } = Error.Conflict(
        "expenses.not_a_draft", "This expense was handed in: it stays as it is until it is decided. A rejected one can be corrected and handed in again.");

    public static Error NotSubmitted { get; } = Error.Conflict("expenses.not_submitted", "This expense does not wait for a decision.");

    public static Error NeedsPerson { get; } = new("expenses.needs_person", "A person decides about an expense. Sign in, or use the key of one.", ErrorKind.Forbidden);

    public static Error PersonUnknown { get; } = Error.Rule("expenses.person_unknown", "Whoever paid it is a member of the organization. Name one, or an account of the organization.");

    public static Error AccountNotForMoney { get; } = Error.Rule(
        "expenses.account_not_for_money", "It was paid from a bank account that an account of the chart stands for, or from another asset or liability account that is in use.");

    public static Error PaidTwice { get; } = Error.Rule(
        "expenses.paid_twice", "Either the organization paid it, from an account, or a person did. Name one of both.");

    public static Error NotOwed { get; } = Error.Conflict("expenses.not_owed", "Nothing of this expense is owed to anybody.");

    public static Error MoreThanOwed { get; } = Error.Rule("expenses.more_than_owed", "No more is paid back than is owed.");

    public static Error TooManyParts { get; } = Error.Rule("expenses.too_many_parts", $"An expense is paid back in at most {Expense.MostParts} parts.");

    public static Error NotReimbursed { get; } = Error.Conflict("expenses.not_reimbursed", "That was not paid back of this expense, or was taken back already.");

    public static Error NotToVoid { get; } = Error.Conflict("expenses.not_to_void", "Only an expense that waits or is approved is voided. A draft is deleted.");

    public static Error IsReimbursed { get; } = Error.Conflict("expenses.reimbursed", "Some or all of this expense was paid back already. Take that back first.");

    public static Error NobodyDecided(string step) => Error.Conflict(
        "expenses.nobody_decided", $"No member has decided so in the step “{step}” of this run. Name the approval step that leads here.");

    public static Error DecidedOther { get; } = Error.Conflict(
        "expenses.decided_other", "What was decided was not about this expense as it was handed in last. Start the workflow with the event expense.submitted.");

    public static Error MayNotDecide { get; } = Error.Rule("expenses.may_not_decide", "Whoever decided may not approve expenses. Ask somebody who may.");
}
