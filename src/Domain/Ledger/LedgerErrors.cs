using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What can be wrong with an account or an entry.</summary>
public static class LedgerErrors
{
    public const string CodeRule = "A code has 1 to 20 letters, digits, dots and hyphens.";

    public static Error CodeTaken { get; } = Error.Conflict("ledger.code_taken", "There is already an account with this code.");

    public static Error AccountTypeIsFixed { get; } = Error.Rule(
        "ledger.account_type_is_fixed", "An account stays what it is: an asset cannot become an expense. Open another account and post to that.");

    public static Error TooFewPostings { get; } = Error.Rule("ledger.too_few_postings", "An entry has at least two postings: one account gives, another takes.");

    public static Error TooManyPostings { get; } = Error.Rule(
        "ledger.too_many_postings", "An entry has at most 10,000 postings. Divide it into several.");

    public static Error EmptyPosting { get; } = Error.Rule(
        "ledger.empty_posting", "Each posting has either a debit or a credit, above zero and of at most 100,000,000,000,000 minor units.");

    public static Error AccountNotPostable { get; } = Error.Rule(
        "ledger.account_not_postable", "One of the accounts is archived or does not exist. Choose another one.");

    public static Error AlreadyReversed { get; } = Error.Conflict("ledger.already_reversed", "This entry has already been reversed.");

    public static Error ReversalOfReversal { get; } = Error.Rule(
        "ledger.reversal_of_reversal", "This entry is itself a reversal. Post the original again instead.");

    public static Error NotWhole { get; } = Error.Rule("ledger.unbalanced_entry", "Debits and credits of an entry are the same amount.");

    public static Error PeriodIsLocked { get; } = Error.Conflict(
        "ledger.period_locked", "The books are closed for this day. Choose a later one, or reopen the period.");

    /// <summary>The same, with the day to choose.</summary>
    public static Error PeriodIsLockedThrough(DateOnly day) => PeriodIsLocked with
    {
        Message = $"The books are closed through {day:O}. Choose {day.AddDays(1):O} or a later day, or reopen the period.",
    };

    /// <summary>The same for whoever may not close the books.</summary>
    public static Error PeriodIsReservedThrough(DateOnly day) => PeriodIsLocked with
    {
        Message = $"Through {day:O} only those post who may close the books. Choose {day.AddDays(1):O} or a later day, or ask one of them.",
    };

    public static Error AlreadyPosted { get; } = Error.Conflict("ledger.already_posted", "This document is in the books already.");

    public static Error BelongsToDocument { get; } = Error.Conflict(
        "ledger.belongs_to_document", "This entry was posted for a document. Take it back there, so that both stay true.");

    public static Error RoleTypeDiffers { get; } = Error.Rule(
        "ledger.role_type_differs", "This account is of another type than what is posted there automatically. Choose one of the types that are offered.");

    public static Error AccountHasRole { get; } = Error.Conflict(
        "ledger.account_has_role", "The product posts to this account by itself. Choose another one for that under Settings, Posting accounts, first.");

    public static Error RateIsFixed { get; } = Error.Rule("ledger.rate_of_base_currency", "The base currency is what rates are counted in: it has none itself.");

    public static Error RateTaken { get; } = Error.Conflict("ledger.rate_taken", "There is already a rate of this currency on this day.");

    public static Error NothingToRevalue { get; } = Error.Rule(
        "ledger.nothing_to_revalue", "What is held in other currencies is worth just what the books keep it for on this day. There is nothing to post.");

    public static Error JournalUnread(int line, string reason) => Error.Validation("text", string.Create(CultureInfo.InvariantCulture, $"Line {line}: {reason}"));

    public static Error JournalEmpty { get; } = Error.Rule("ledger.journal_empty", "There is no transaction in this journal.");

    public static Error JournalTakenIn { get; } = Error.Conflict("ledger.journal_taken_in", "This very journal is in the books already. Undo its import first if it is to come in again.");

    public static Error OpeningBalancesBalance { get; } = Error.Rule(
        "ledger.opening_balances_balance", "The account for opening balances gets what is missing by itself. Leave it out.");

    public static Error ScheduleTooSmall { get; } = Error.Rule(
        "ledger.schedule_too_small", "The amount is too small for so many months: one of them would get nothing. Choose fewer.");

    public static Error ScheduleOneAccount { get; } = Error.Rule("ledger.schedule_one_account", "An amount goes from one account to another one. Choose two.");

    public static Error ScheduleOver { get; } = Error.Conflict("ledger.schedule_over", "This schedule is over: it is finished or was cancelled.");

    public static Error ScheduleNoRest { get; } = Error.Rule(
        "ledger.schedule_no_rest", "An accrual is taken back each month, so nothing of it is left to post. Cancel it without that.");

    /// <param name="role">What is owed, on either side.</param>
    public static Error OpenDocumentsSayIt(PostingRole role) => Error.Rule(
        "ledger.open_documents_say_it", $"Open documents moved in, and each brought {role.Words()} with it. Leave that account out.");

    public static Error CurrencyNeeded(Currency currency) => Error.Rule(
        "ledger.currency_needed", $"An account of the entry stands for a bank account in {currency}: say what its line comes to in {currency} as well.");

    /// <param name="role">What is open.</param>
    public static Error RoleHasOpenItems(PostingRole role) => Error.Conflict(
        "ledger.role_has_open_items", $"Documents are open, and {role.Words()} is kept in the account that was chosen before. Settle them all first; what is left over counts as well.");

    public static Error NoPostingAccount(PostingRole role) => Error.Rule(
        "ledger.no_posting_account", $"No account is chosen for {role.Words()}. Choose one under Settings, Posting accounts.");

    public static Error NoExchangeRate(Currency currency, DateOnly on) => Error.Rule(
        "ledger.no_exchange_rate",
        $"There is no rate of {currency} on {on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} or before. Add one under Settings, Exchange rates.");

    public static Error ReversalTooEarly(DateOnly date) => Error.Rule(
        "ledger.reversal_too_early", $"The entry is of {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: its reversal cannot come before it.");

    public static Error Unbalanced(Money difference) => Error.Rule(
        NotWhole.Code, difference.Minor > 0 ? $"Debits are {difference} more than credits." : $"Credits are {-difference} more than debits.");
}
