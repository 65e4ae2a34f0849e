using Financbase.Domain.Ledger;

namespace Financbase.Web.Pages.Journal;

/// <summary>What people call where entries come from.</summary>
public static class JournalWords
{
    public static string Words(this JournalEntrySource source) => source switch
    {
        JournalEntrySource.Manual => "By hand",
        JournalEntrySource.Reversal => "Reversals",
        JournalEntrySource.Opening => "Opening balances",
        JournalEntrySource.BankTransaction => "Bank lines",
        JournalEntrySource.Invoice => "Invoices",
        JournalEntrySource.CreditNote => "Credit notes",
        JournalEntrySource.Payment => "Payments",
        JournalEntrySource.Bill => "Bills",
        JournalEntrySource.Expense => "Expenses",
        JournalEntrySource.Revaluation => "Revaluations",
        JournalEntrySource.VendorPayment => "Payments to vendors",
        JournalEntrySource.VendorCredit => "Vendor credits",
        JournalEntrySource.ScheduledEntry => "Schedules",
    };
}
