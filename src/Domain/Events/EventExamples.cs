using System.Collections.Frozen;
using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Expenses;
using Financbase.Domain.Jobs;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.Sales;
using Financbase.Domain.Secrets;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Domain.Events;

/// <summary>One example of each event, for the public catalogue and for trying automations on.</summary>
public static class EventExamples
{
    private static readonly FrozenDictionary<Type, IDomainEvent> ByRecord = All().Concat(OfSales()).Concat(OfPurchases()).Concat(OfPeople()).ToFrozenDictionary(example => example.GetType());

    public static IDomainEvent Of(EventType type) => ByRecord.TryGetValue(type.Data, out var example)
        ? example
        : throw new InvalidOperationException($"{type.Name} has no example.");

    private static IEnumerable<IDomainEvent> All()
    {
        yield return new ApiKeyCreated(Id<ApiKeyId>(1), "Nightly export", "k3Tq81Zd", ["banking:read"], Id<UserId>(2), Moment.AddDays(90));
        yield return new ApiKeyRevoked(Id<ApiKeyId>(1), "Nightly export", "k3Tq81Zd", Id<UserId>(2));
        yield return new BankTransactionCreated(
            Id<BankTransactionId>(3), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(-1250.00m, Currency.Of("EUR")),
            "Invoice 7781 trade fair stand", "Ironleaf Print & Design", "RF18 5390", BankTransactionStatus.Unreviewed, Id<StatementImportId>(5));
        yield return new BankStatementImported(
            Id<StatementImportId>(5), Id<BankAccountId>(4), "june-2026.csv", StatementFormat.Csv, Imported: 48, Duplicates: 2, Rejected: 0,
            new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30));
        yield return new CustomEvent("event", JsonElement.Parse("""{"spent":"1250.00"}"""));
        yield return new BankStatementImportFailed(
            Id<StatementImportId>(5), Id<BankAccountId>(4), "june-2026.csv", JobsErrors.BrokeOff.Code, JobsErrors.BrokeOff.Message);
        yield return new BankStatementUndone(Id<StatementImportId>(5), Id<BankAccountId>(4), Removed: 48);
        yield return new BankTransactionCategorized(
            Id<BankTransactionId>(3), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(-1250.00m, Currency.Of("EUR")),
            "Invoice 7781 trade fair stand", "Ironleaf Print & Design", Id<JournalEntryId>(12), [Id<AccountId>(15)]);
        yield return new BankTransactionMatched(
            Id<BankTransactionId>(3), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(-1250.00m, Currency.Of("EUR")), Id<JournalEntryId>(12),
            Id<BankTransactionId>(16));
        yield return new BankTransactionUnmatched(
            Id<BankTransactionId>(3), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(-1250.00m, Currency.Of("EUR")), Id<JournalEntryId>(12),
            Id<JournalEntryId>(13));
        yield return new ReconciliationCompleted(
            Id<ReconciliationId>(17), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(18_240.55m, Currency.Of("EUR")), Lines: 48);
        yield return new ReconciliationDifferenceFound(
            Id<ReconciliationId>(17), Id<BankAccountId>(4), new DateOnly(2026, 6, 30), Money.FromAmount(12.50m, Currency.Of("EUR")), OpenLines: 1);
        yield return new JournalEntryPosted(
            Id<JournalEntryId>(12), new DateOnly(2026, 6, 30), "Rent for June", JournalEntrySource.Manual, Money.FromAmount(1250.00m, Currency.Of("EUR")));
        yield return new JournalEntryReversed(
            Id<JournalEntryId>(12), Id<JournalEntryId>(13), new DateOnly(2026, 7, 1), Money.FromAmount(1250.00m, Currency.Of("EUR")));
        yield return new LedgerFaultsFound(new DateOnly(2026, 6, 30), Faults: 1, ["number"], ["Before INV-2026-00042 a number is missing."]);
        yield return new ScheduledEntryPosted(Id<ScheduledEntryId>(32), "Insurance 2026", Id<JournalEntryId>(12), new DateOnly(2026, 6, 30), 6, 12, Euros(100.00m));
        yield return new ScheduledEntryFailed(
            Id<ScheduledEntryId>(32), "Insurance 2026", new DateOnly(2026, 7, 31), LedgerErrors.AccountNotPostable.Code, LedgerErrors.AccountNotPostable.Message);
        yield return new ScheduledEntryFinished(Id<ScheduledEntryId>(32), "Insurance 2026", Euros(1200.00m));
        yield return new PeriodLocked(new DateOnly(2026, 6, 30), new DateOnly(2026, 5, 31));
        yield return new PeriodReserved(new DateOnly(2026, 6, 30), null);
        yield return new PeriodReopened(new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 30));
        yield return new SecretSaved(Id<OrganizationSecretId>(11), "card-processor", Revision: 2);
        yield return new SecretDeleted(Id<OrganizationSecretId>(11), "card-processor");
        yield return new WorkflowCreated(Id<WorkflowId>(6), Workflow);
        yield return new WorkflowPublished(Id<WorkflowId>(6), Workflow, Version: 3, Id<UserId>(2));
        yield return new WorkflowPaused(Id<WorkflowId>(6), Workflow);
        yield return new WorkflowResumed(Id<WorkflowId>(6), Workflow);
        yield return new WorkflowAuthorityRevoked(Id<WorkflowId>(6), Workflow, Version: 3);
        yield return new WorkflowArchived(Id<WorkflowId>(6), Workflow);
        yield return new WorkflowExecutionSucceeded(Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), Version: 3);
        yield return new WorkflowExecutionFailed(
            Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), Version: 3, "tell", "http.status", "The server answered 500.");
        yield return new ApprovalRequested(
            Id<WorkflowExecutionId>(8).Value, Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), "owner", "Approve the payment to Example Supplies Ltd?");
        yield return new ApprovalDecided(
            Id<WorkflowExecutionId>(8).Value, Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), "approved", Id<UserId>(1));
        yield return new ApprovalExpired(Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), "ask");
        yield return new WorkflowExecutionParked(Id<WorkflowExecutionId>(7), Id<WorkflowId>(6), Version: 3, "tell", "outcome_unknown");
        yield return new WorkflowDeleted(Id<WorkflowId>(6), Workflow);
    }

    private static IEnumerable<IDomainEvent> OfSales()
    {
        yield return new CustomerCreated(Id<CustomerId>(14), "Northwind Shipyard");
        yield return new CustomerUpdated(Id<CustomerId>(14), "Northwind Shipyard Ltd", IsArchived: false);
        yield return new InvoiceCreated(Id<InvoiceId>(15), Id<CustomerId>(14), new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30), Euros(1190.00m));
        yield return new InvoiceFinalized(
            Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30),
            Euros(1000.00m), Euros(190.00m), Euros(1190.00m));
        yield return new InvoiceSent(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Euros(1190.00m));
        yield return new InvoiceViewed(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 7, 1));
        yield return new InvoiceVoided(Id<InvoiceId>(15), InvoiceKind.Invoice, "INV-2026-00042", Id<CustomerId>(14), Euros(1190.00m), "Wrong customer");
        yield return new CreditNoteIssued(Id<InvoiceId>(16), "CN-2026-00003", Id<CustomerId>(14), Id<InvoiceId>(15), new DateOnly(2026, 7, 2), Euros(119.00m));
        yield return new CreditNoteApplied(Id<InvoiceId>(16), "CN-2026-00003", Id<InvoiceId>(15), Euros(119.00m));
        yield return new InvoicePartiallyPaid(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), Euros(500.00m), Euros(690.00m));
        yield return new InvoicePaid(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), Euros(1190.00m));
        yield return new InvoiceOverdue(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Euros(690.00m));
        yield return new InvoiceReminderSent(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Days: 7, Euros(690.00m));
        yield return new InvoiceReminderFailed(
            Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Days: 7, SalesErrors.NoAddress.Code, SalesErrors.NoAddress.Message);
        yield return new InvoiceWrittenOff(Id<InvoiceId>(15), "INV-2026-00042", Id<CustomerId>(14), Euros(690.00m), "Insolvent");
        yield return new QuoteSent(Id<QuoteId>(31), "QUO-2026-00012", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Euros(1190.00m));
        yield return new QuoteAccepted(Id<QuoteId>(31), "QUO-2026-00012", Id<CustomerId>(14), Euros(1190.00m));
        yield return new QuoteDeclined(Id<QuoteId>(31), "QUO-2026-00012", Id<CustomerId>(14), Euros(1190.00m), "Too late in the year");
        yield return new QuoteExpired(Id<QuoteId>(31), "QUO-2026-00012", Id<CustomerId>(14), new DateOnly(2026, 7, 30), Euros(1190.00m));
        yield return new RecurringInvoiceGenerated(
            Id<RecurringInvoiceId>(30), "Berth, monthly", Id<InvoiceId>(15), Id<CustomerId>(14), new DateOnly(2026, 6, 30), Euros(1190.00m));
        yield return new RecurringInvoiceFailed(
            Id<RecurringInvoiceId>(30), "Berth, monthly", Id<CustomerId>(14), new DateOnly(2026, 7, 31), SalesErrors.NoAddress.Code, SalesErrors.NoAddress.Message);
        yield return new PaymentReceived(Id<PaymentId>(17), Id<CustomerId>(14), new DateOnly(2026, 7, 12), Euros(500.00m));
        yield return new PaymentAllocated(Id<PaymentId>(17), Id<InvoiceId>(15), Euros(500.00m));
        yield return new PaymentUndone(Id<PaymentId>(17), Id<CustomerId>(14), Euros(500.00m));
        yield return new PaymentRefunded(Id<CustomerRefundId>(22), Id<PaymentId>(17), null, Id<CustomerId>(14), new DateOnly(2026, 7, 20), Euros(80.00m), Euros(20.00m));
        yield return new PaymentUnapplied(Id<PaymentId>(17), null, Id<CustomerId>(14), Id<InvoiceId>(15), Euros(100.00m), Euros(120.00m));
    }

    private static IEnumerable<IDomainEvent> OfPurchases()
    {
        yield return new BudgetThresholdReached(Id<BudgetId>(20), "Plan", Id<AccountId>(15), "6100 Rent", new DateOnly(2026, 6, 1), Euros(1000.00m), Euros(850.00m), 80);
        yield return new BudgetExceeded(Id<BudgetId>(20), "Plan", Id<AccountId>(15), "6100 Rent", new DateOnly(2026, 6, 1), Euros(1000.00m), Euros(1250.00m));
        yield return new BillReceived(
            Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 14), Euros(1000.00m), Euros(190.00m), Euros(1190.00m));
        yield return new BillApprovalRequested(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), new DateOnly(2026, 7, 14), Euros(1190.00m), IsDuplicate: false);
        yield return new BillApproved(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), new DateOnly(2026, 7, 14), Euros(1190.00m));
        yield return new BillRejected(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), Euros(1190.00m), "Never delivered");
        yield return new BillVoided(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), Euros(1190.00m), "Entered twice");
        yield return new BillPartiallyPaid(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), Euros(500.00m), Euros(690.00m));
        yield return new BillPaid(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), Euros(1190.00m));
        yield return new BillDueSoon(Id<BillId>(19), "RE-2026/0042", Id<VendorId>(18), new DateOnly(2026, 7, 14), Euros(690.00m));
        yield return new VendorPaymentMade(Id<VendorPaymentId>(20), Id<VendorId>(18), new DateOnly(2026, 7, 10), Euros(500.00m));
        yield return new VendorPaymentUndone(Id<VendorPaymentId>(20), Id<VendorId>(18), Euros(500.00m));
        yield return new VendorCreditPosted(Id<VendorCreditId>(21), "GS-77", Id<VendorId>(18), new DateOnly(2026, 7, 3), Euros(100.00m), Euros(19.00m), Euros(119.00m));
        yield return new VendorCreditApplied(Id<VendorCreditId>(21), "GS-77", Id<VendorId>(18), Id<BillId>(19), Euros(100.00m), Euros(19.00m));
        yield return new VendorCreditUnapplied(Id<VendorCreditId>(21), "GS-77", Id<VendorId>(18), Id<BillId>(19), Euros(100.00m), Euros(119.00m));
        yield return new VendorCreditRefunded(Id<VendorCreditId>(21), "GS-77", Id<VendorId>(18), new DateOnly(2026, 7, 20), Euros(19.00m), Euros(0m));
        yield return new VendorCreditVoided(Id<VendorCreditId>(21), "GS-77", Id<VendorId>(18), Euros(119.00m), "Entered twice");
        yield return new ExpenseSubmitted(
            Id<ExpenseId>(32), new DateOnly(2026, 6, 12), "Deutsche Bahn", "Train to the trade fair", Id<AccountId>(15), Euros(200.00m), Euros(14.00m), Euros(214.00m), Id<UserId>(2));
        yield return new ExpenseApproved(Id<ExpenseId>(32), new DateOnly(2026, 6, 12), "Deutsche Bahn", Euros(214.00m), Id<UserId>(2), Euros(214.00m));
        yield return new ExpenseRejected(Id<ExpenseId>(32), new DateOnly(2026, 6, 12), "Deutsche Bahn", Euros(214.00m), "The receipt is missing");
        yield return new ExpenseReimbursed(Id<ExpenseId>(32), Id<UserId>(2), new DateOnly(2026, 6, 30), Euros(114.00m), Euros(100.00m));
        yield return new ExpenseReimbursementUndone(Id<ExpenseId>(32), Id<UserId>(2), Euros(114.00m), Euros(214.00m));
        yield return new ExpenseVoided(Id<ExpenseId>(32), new DateOnly(2026, 6, 12), "Deutsche Bahn", Euros(214.00m), "Entered twice");
        yield return new PaymentFilePrepared(Id<PaymentFileId>(22), new DateOnly(2026, 7, 14), Euros(1690.00m), 2);
        yield return new PaymentFileReleased(Id<PaymentFileId>(22), Euros(1690.00m), 2);
        yield return new PaymentFileConfirmed(Id<PaymentFileId>(22), new DateOnly(2026, 7, 14), Euros(1690.00m), 2);
        yield return new VendorCreated(Id<VendorId>(18), "Harbour Chandlery");
        yield return new VendorUpdated(Id<VendorId>(18), "Harbour Chandlery Ltd", IsArchived: false, BankDetailsChanged: true);
    }

    private static Money Euros(decimal amount) => Money.FromAmount(amount, Currency.Of("EUR"));

    private static IEnumerable<IDomainEvent> OfPeople()
    {
        yield return new ApiKeyRotated(
            Id<ApiKeyId>(1), "Nightly export", "k3Tq81Zd", Id<ApiKeyId>(8), "Pz04mVbR", Id<UserId>(2), Moment.AddDays(1));
        yield return new OrganizationFounded(Id<OrganizationId>(9), "harbor-pine", "Harbor & Pine", Id<UserId>(2));
        yield return new OrganizationChanged(
            Id<OrganizationId>(9), "harbor-pine", "Harbor & Pine", "Europe/Berlin", FiscalYearStartMonth: 1, Id<UserId>(2));
        yield return new OrganizationSuspended(Id<OrganizationId>(9), Id<UserId>(2));
        yield return new OrganizationResumed(Id<OrganizationId>(9), Id<UserId>(2));
        yield return new OrganizationClosed(Id<OrganizationId>(9), Id<UserId>(2), Moment.AddDays(30));
        yield return new OrganizationReopened(Id<OrganizationId>(9), Id<UserId>(2));
        yield return new OrganizationQuotaReached(Id<OrganizationId>(9), "executions_per_day", 1_000_000, new DateOnly(2026, 6, 30));
        yield return new InvitationSent(Id<InvitationId>(10), "accountant", Id<UserId>(2));
        yield return new InvitationRevoked(Id<InvitationId>(10), "accountant", Id<UserId>(2));
        yield return new InvitationAccepted(Id<InvitationId>(10), "accountant", Id<UserId>(11));
        yield return new MemberAdded(Id<UserId>(11), "accountant");
        yield return new MemberRoleChanged(Id<UserId>(11), "accountant", "viewer", Id<UserId>(2));
        yield return new MemberRemoved(Id<UserId>(11), "viewer", Id<UserId>(2));
        yield return new RoleCreated(Id<RoleId>(12), "payroll-clerk", "Payroll clerk", ["banking:read"]);
        yield return new RoleChanged(Id<RoleId>(12), "payroll-clerk", "Payroll clerk", ["banking:import", "banking:read"]);
        yield return new RoleDeleted(Id<RoleId>(12), "payroll-clerk", "Payroll clerk");
    }

    private const string Workflow = "Large payment review";

    private static DateTimeOffset Moment { get; } = new(2026, 7, 1, 8, 30, 0, TimeSpan.Zero);

    private static TId Id<TId>(byte last) where TId : struct, IEntityId<TId> =>
        TId.From(new Guid(0x0197c4a0, 0x5e00, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, last));
}
