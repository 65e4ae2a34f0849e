using System.Collections.Frozen;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.Sales;
using Financbase.Domain.Secrets;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Domain.Events;

/// <summary>Every event type, by name and by record. An event that is not listed here cannot be stored.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, EventType> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, EventType> ByRecord = All.ToFrozenDictionary(type => type.Data);

    public static IReadOnlyList<EventType> All =>
    [
        new("custom.event", 1, typeof(CustomEvent), "Stands for all events of the organization's own, which workflows book under names that begin with custom.", null),
        new("api_key.created", 1, typeof(ApiKeyCreated), "An API key was made.", Permissions.ApiKeys.Read),
        new("api_key.rotated", 1, typeof(ApiKeyRotated), "An API key has a successor and works on for a while.", Permissions.ApiKeys.Read),
        new("api_key.revoked", 1, typeof(ApiKeyRevoked), "An API key was revoked and no longer works.", Permissions.ApiKeys.Read),
        new("organization.founded", 1, typeof(OrganizationFounded), "The organization was founded.", Permissions.Organization.Read),
        new("organization.changed", 1, typeof(OrganizationChanged), "The organization's profile was changed.", Permissions.Organization.Read),
        new("organization.suspended", 1, typeof(OrganizationSuspended), "The organization is set aside until it is resumed.", Permissions.Organization.Read),
        new("organization.resumed", 1, typeof(OrganizationResumed), "A suspended organization works again.", Permissions.Organization.Read),
        new("organization.closed", 1, typeof(OrganizationClosed), "The organization is closed and can be opened again for a while.", Permissions.Organization.Read),
        new("organization.reopened", 1, typeof(OrganizationReopened), "A closed organization works again.", Permissions.Organization.Read),
        new("organization.quota_reached", 1, typeof(OrganizationQuotaReached), "Workflows were not started, because a quota was reached; told once a day.", Permissions.Organization.Read),
        new("member.added", 1, typeof(MemberAdded), "A person became a member of the organization.", Permissions.Members.Read),
        new("member.role_changed", 1, typeof(MemberRoleChanged), "A member has another role.", Permissions.Members.Read),
        new("member.removed", 1, typeof(MemberRemoved), "A person is no longer a member of the organization.", Permissions.Members.Read),
        new("invitation.sent", 1, typeof(InvitationSent), "A person was invited to the organization.", Permissions.Members.Read),
        new("invitation.revoked", 1, typeof(InvitationRevoked), "An invitation was taken back.", Permissions.Members.Read),
        new("invitation.accepted", 1, typeof(InvitationAccepted), "An invited person joined the organization.", Permissions.Members.Read),
        new("role.created", 1, typeof(RoleCreated), "A role was made.", Permissions.Roles.Read),
        new("role.changed", 1, typeof(RoleChanged), "A role's name or permissions were changed.", Permissions.Roles.Read),
        new("role.deleted", 1, typeof(RoleDeleted), "A role that nobody held was deleted.", Permissions.Roles.Read),
        new("bank_transaction.created", 1, typeof(BankTransactionCreated), "A line of a bank statement was imported.", Permissions.Banking.Read),
        new("bank_statement.imported", 1, typeof(BankStatementImported), "A statement file was imported into a bank account.", Permissions.Banking.Read),
        new("bank_statement.import_failed", 1, typeof(BankStatementImportFailed), "A worker could not import a statement file; nothing of it was booked.", Permissions.Banking.Read),
        new("bank_statement.undone", 1, typeof(BankStatementUndone), "An import was undone and its lines removed.", Permissions.Banking.Read),
        new("bank_transaction.categorized", 1, typeof(BankTransactionCategorized), "A bank line was posted to the ledger.", Permissions.Banking.Read),
        new("bank_transaction.matched", 1, typeof(BankTransactionMatched), "A bank line was matched with the other end of a transfer, with what it pays, or with an entry that was in the books already.", Permissions.Banking.Read),
        new("bank_transaction.unmatched", 1, typeof(BankTransactionUnmatched), "What a bank line was posted as was taken back.", Permissions.Banking.Read),
        new("reconciliation.completed", 1, typeof(ReconciliationCompleted), "A bank account and the books agree through a day.", Permissions.Banking.Read),
        new("reconciliation.difference_found", 1, typeof(ReconciliationDifferenceFound), "A bank account and the books were compared and differ.", Permissions.Banking.Read),
        new("journal_entry.posted", 1, typeof(JournalEntryPosted), "An entry was posted to the ledger.", Permissions.Ledger.Read),
        new("journal_entry.reversed", 1, typeof(JournalEntryReversed), "An entry was taken back by its mirror image.", Permissions.Ledger.Read),
        new("ledger.faults_found", 1, typeof(LedgerFaultsFound), "The books were worked out anew, and something in them differs.", Permissions.Ledger.Read),
        new("scheduled_entry.posted", 1, typeof(ScheduledEntryPosted), "A portion of a schedule is in the books.", Permissions.Ledger.Read),
        new("scheduled_entry.failed", 1, typeof(ScheduledEntryFailed), "A portion of a schedule could not be posted; it is tried again.", Permissions.Ledger.Read),
        new("scheduled_entry.finished", 1, typeof(ScheduledEntryFinished), "Every portion of a schedule is in the books.", Permissions.Ledger.Read),
        new("budget.threshold_reached", 1, typeof(BudgetThresholdReached), "An expense came near what a budget means for a month.", Permissions.Budgets.Read),
        new("budget.exceeded", 1, typeof(BudgetExceeded), "An expense went beyond what a budget means for a month.", Permissions.Budgets.Read),
        new("period.locked", 1, typeof(PeriodLocked), "The books are closed through a later day than before.", Permissions.Ledger.Read),
        new("period.reserved", 1, typeof(PeriodReserved), "Only those who may close the books post through another day than before.", Permissions.Ledger.Read),
        new("period.reopened", 1, typeof(PeriodReopened), "Days that were closed are open again.", Permissions.Ledger.Read),
        new("customer.created", 1, typeof(CustomerCreated), "A customer was added.", Permissions.Customers.Read),
        new("customer.updated", 1, typeof(CustomerUpdated), "What is known of a customer was changed, or it was archived.", Permissions.Customers.Read),
        new("invoice.created", 1, typeof(InvoiceCreated), "An invoice was drafted.", Permissions.Invoices.Read),
        new("invoice.finalized", 1, typeof(InvoiceFinalized), "An invoice has its number and is in the books.", Permissions.Invoices.Read),
        new("invoice.sent", 1, typeof(InvoiceSent), "An invoice was mailed to its customer, for the first time or again.", Permissions.Invoices.Read),
        new("invoice.viewed", 1, typeof(InvoiceViewed), "An invoice was looked at by its link; told once a day.", Permissions.Invoices.Read),
        new("invoice.voided", 1, typeof(InvoiceVoided), "An invoice or credit note was taken back before anything was paid.", Permissions.Invoices.Read),
        new("invoice.partially_paid", 1, typeof(InvoicePartiallyPaid), "Some of an invoice was paid or credited.", Permissions.Invoices.Read),
        new("invoice.paid", 1, typeof(InvoicePaid), "Nothing of an invoice is open any more.", Permissions.Invoices.Read),
        new("invoice.overdue", 1, typeof(InvoiceOverdue), "The last day to pay an invoice is over; told once for each such day.", Permissions.Invoices.Read),
        new("invoice.reminder_sent", 1, typeof(InvoiceReminderSent), "A customer was reminded of an invoice; told once for each stage.", Permissions.Invoices.Read),
        new("invoice.reminder_failed", 1, typeof(InvoiceReminderFailed), "A customer could not be reminded of an invoice; it is tried again, and told once for each stage.", Permissions.Invoices.Read),
        new("invoice.written_off", 1, typeof(InvoiceWrittenOff), "Nobody expects any more what was open of an invoice.", Permissions.Invoices.Read),
        new("quote.sent", 1, typeof(QuoteSent), "A quote was mailed to its customer, for the first time or again.", Permissions.Invoices.Read),
        new("quote.accepted", 1, typeof(QuoteAccepted), "A customer accepted a quote.", Permissions.Invoices.Read),
        new("quote.declined", 1, typeof(QuoteDeclined), "A customer declined a quote.", Permissions.Invoices.Read),
        new("quote.expired", 1, typeof(QuoteExpired), "Nobody answered a quote by its last day.", Permissions.Invoices.Read),
        new("recurring_invoice.generated", 1, typeof(RecurringInvoiceGenerated), "An invoice was made from its template.", Permissions.Invoices.Read),
        new("recurring_invoice.failed", 1, typeof(RecurringInvoiceFailed), "An invoice could not be made from its template; it is tried again.", Permissions.Invoices.Read),
        new("payment.received", 1, typeof(PaymentReceived), "A customer paid.", Permissions.Invoices.Read),
        new("payment.allocated", 1, typeof(PaymentAllocated), "Some of a payment was used for an invoice.", Permissions.Invoices.Read),
        new("payment.undone", 1, typeof(PaymentUndone), "A payment was undone; what it had paid is open again.", Permissions.Invoices.Read),
        new("payment.refunded", 1, typeof(PaymentRefunded), "Some of what a customer had left was paid back.", Permissions.Invoices.Read),
        new("payment.unapplied", 1, typeof(PaymentUnapplied), "What a payment or credit note was used for, or its refund, was taken back.", Permissions.Invoices.Read),
        new("credit_note.applied", 1, typeof(CreditNoteApplied), "Some of a credit note was used for an invoice.", Permissions.Invoices.Read),
        new("bill.received", 1, typeof(BillReceived), "A bill was handed in.", Permissions.Bills.Read),
        new("bill.approval_requested", 1, typeof(BillApprovalRequested), "Somebody has to decide about a bill.", Permissions.Bills.Read),
        new("bill.approved", 1, typeof(BillApproved), "A bill was approved and is in the books.", Permissions.Bills.Read),
        new("bill.rejected", 1, typeof(BillRejected), "A bill was rejected.", Permissions.Bills.Read),
        new("bill.voided", 1, typeof(BillVoided), "A bill was taken back before anything was paid.", Permissions.Bills.Read),
        new("bill.partially_paid", 1, typeof(BillPartiallyPaid), "Some of a bill was paid or credited.", Permissions.Bills.Read),
        new("bill.paid", 1, typeof(BillPaid), "Nothing of a bill is open any more.", Permissions.Bills.Read),
        new("bill.due_soon", 1, typeof(BillDueSoon), "The last day to pay a bill comes in three days or sooner; told once for each such day.", Permissions.Bills.Read),
        new("payment.made", 1, typeof(VendorPaymentMade), "A vendor was paid.", Permissions.Bills.Read),
        new("payment.taken_back", 1, typeof(VendorPaymentUndone), "A payment to a vendor was undone; what it had paid is open again.", Permissions.Bills.Read),
        new("vendor_credit.posted", 1, typeof(VendorCreditPosted), "A credit of a vendor is in the books.", Permissions.Bills.Read),
        new("vendor_credit.applied", 1, typeof(VendorCreditApplied), "Some of a vendor's credit was used for a bill.", Permissions.Bills.Read),
        new("vendor_credit.unapplied", 1, typeof(VendorCreditUnapplied), "What a vendor's credit was used for, or its refund, was taken back.", Permissions.Bills.Read),
        new("vendor_credit.refunded", 1, typeof(VendorCreditRefunded), "A vendor paid some of a credit back.", Permissions.Bills.Read),
        new("vendor_credit.voided", 1, typeof(VendorCreditVoided), "A credit of a vendor was taken back before anything of it was used.", Permissions.Bills.Read),
        new("expense.submitted", 1, typeof(ExpenseSubmitted), "An expense was handed in: somebody has to decide about it.", Permissions.Expenses.Read),
        new("expense.approved", 1, typeof(ExpenseApproved), "An expense was approved and is in the books.", Permissions.Expenses.Read),
        new("expense.rejected", 1, typeof(ExpenseRejected), "An expense was rejected.", Permissions.Expenses.Read),
        new("expense.reimbursed", 2, typeof(ExpenseReimbursed), "Whoever paid an expense has money back: some of it, or all.", Permissions.Expenses.Read),
        new("expense.owed_again", 2, typeof(ExpenseReimbursementUndone), "What was paid back to a member was taken back; it is owed again.", Permissions.Expenses.Read),
        new("expense.voided", 1, typeof(ExpenseVoided), "An expense was taken back.", Permissions.Expenses.Read),
        new("payment_file.prepared", 1, typeof(PaymentFilePrepared), "A file was made that pays bills.", Permissions.Bills.Read),
        new("payment_file.released", 1, typeof(PaymentFileReleased), "A payment file goes to no bank; its bills can be paid otherwise.", Permissions.Bills.Read),
        new("payment_file.confirmed", 1, typeof(PaymentFileConfirmed), "The bank did what a payment file says; the payments are in the books.", Permissions.Bills.Read),
        new("vendor.created", 1, typeof(VendorCreated), "A vendor was added.", Permissions.Vendors.Read),
        new("vendor.updated", 1, typeof(VendorUpdated), "What is known of a vendor was changed, or it was archived.", Permissions.Vendors.Read),
        new("credit_note.issued", 1, typeof(CreditNoteIssued), "A credit note has its number and is in the books.", Permissions.Invoices.Read),
        new("secret.saved", 1, typeof(SecretSaved), "A secret got its first or another value.", Permissions.Secrets.Read),
        new("secret.deleted", 1, typeof(SecretDeleted), "A secret was deleted.", Permissions.Secrets.Read),
        new("workflow.created", 1, typeof(WorkflowCreated), "A workflow was drafted for the first time.", Permissions.Workflows.Read),
        new("workflow.published", 1, typeof(WorkflowPublished), "A new version of a workflow runs from now on.", Permissions.Workflows.Read),
        new("workflow.paused", 1, typeof(WorkflowPaused), "A workflow starts nothing until it is resumed.", Permissions.Workflows.Read),
        new("workflow.resumed", 1, typeof(WorkflowResumed), "A paused workflow works again.", Permissions.Workflows.Read),
        new("workflow.authority_revoked", 1, typeof(WorkflowAuthorityRevoked), "What a workflow was published with was taken away from it.", Permissions.Workflows.Read),
        new("workflow.archived", 1, typeof(WorkflowArchived), "A workflow is out of use for good.", Permissions.Workflows.Read),
        new("workflow.execution_succeeded", 1, typeof(WorkflowExecutionSucceeded), "An execution of a workflow has reached its end.", Permissions.Executions.Read),
        new("workflow.execution_failed", 1, typeof(WorkflowExecutionFailed), "An execution of a workflow has failed for good.", Permissions.Executions.Read),
        new("workflow.execution_parked", 1, typeof(WorkflowExecutionParked), "An execution of a workflow waits for a person's decision.", Permissions.Executions.Read),
        new("approval.requested", 1, typeof(ApprovalRequested), "A workflow asks for a decision.", Permissions.Approvals.Read),
        new("approval.decided", 1, typeof(ApprovalDecided), "A person approved or rejected what a workflow had asked.", Permissions.Approvals.Read),
        new("approval.expired", 1, typeof(ApprovalExpired), "Nobody decided in time what a workflow had asked.", Permissions.Approvals.Read),
        new("workflow.deleted", 1, typeof(WorkflowDeleted), "A draft that was never published was deleted.", Permissions.Workflows.Read),
    ];

    public static EventType Of(IDomainEvent domainEvent) => domainEvent is CustomEvent own ? Find(CustomEvent.Prefix + own.Name)!
        : ByRecord.TryGetValue(domainEvent.GetType(), out var type) ? type
        : throw new InvalidOperationException($"{domainEvent.GetType().Name} is not in the event catalogue.");

    public static EventType? Find(string name) => ByName.GetValueOrDefault(name) ?? CustomEvent.TypeOf(name);
}
