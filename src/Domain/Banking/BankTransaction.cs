using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

public enum BankTransactionStatus
{
    Unreviewed,
    Posted,
    Excluded,
    Reconciled,
}

/// <summary>One line of a bank account. It posts nothing by itself: matching or categorizing it does.</summary>
public sealed class BankTransaction : AggregateRoot, IOrganizationOwned
{
    private BankTransaction()
    {
    }

    public BankTransactionId Id { get; private set; }

    public OrganizationId OrganizationId { get; private set; }

    public BankAccountId BankAccountId { get; private set; }

    public StatementImportId ImportId { get; private set; }

    public DateOnly Date { get; private set; }

    /// <summary>Positive is money in.</summary>
    public Money Amount { get; private set; }

    public string Description { get; private set; } = "";

    public string? Counterparty { get; private set; }

    public string? Reference { get; private set; }

    /// <summary>The bank's own id of the line, where it gives one.</summary>
    public string? BankId { get; private set; }

    public LineFingerprint Fingerprint { get; private set; }

    /// <summary>Which of the account's equal lines this is, counted from 1. Unique with the fingerprint.</summary>
    public int Occurrence { get; private set; }

    public BankTransactionStatus Status { get; private set; }

    /// <summary>Its entry in the books, while it is posted or reconciled.</summary>
    public JournalEntryId? EntryId { get; private set; }

    /// <summary>That entry was posted for something else, such as an expense, and stays when the line is taken back.</summary>
    public bool IsMatched { get; private set; }

    /// <summary>How often it was posted. Each posting is an entry of its own kind, since one that was taken back stays in the journal.</summary>
    public int Postings { get; private set; }

    /// <summary>The line of another account that is the other end of the same transfer.</summary>
    public BankTransactionId? CounterpartId { get; private set; }

    /// <summary>The customer's payment that it is.</summary>
    public PaymentId? PaymentId { get; private set; }

    /// <summary>The payment to a vendor that it is.</summary>
    public VendorPaymentId? VendorPaymentId { get; private set; }

    /// <summary>What its next entry is posted for.</summary>
    public SourceDocument NextDocument => new(JournalEntrySource.BankTransaction, Id.Value, $"post-{Postings + 1}");

    /// <summary>Books a line that <see cref="StatementDeduplication"/> found to be new.</summary>
    public static BankTransaction Book(StatementImport import, JudgedLine judged)
    {
        var line = judged.Line;
        var transaction = new BankTransaction
        {
            Id = EntityId.New<BankTransactionId>(),
            OrganizationId = import.OrganizationId,
            BankAccountId = import.BankAccountId,
            ImportId = import.Id,
            Date = line.Date,
            Amount = line.Amount,
            Description = line.Description,
            Counterparty = line.Counterparty,
            Reference = line.Reference,
            BankId = line.BankId,
            Fingerprint = judged.Fingerprint,
            Occurrence = judged.Occurrence,
        };
        transaction.Raise(new BankTransactionCreated(
            transaction.Id, transaction.BankAccountId, line.Date, line.Amount, line.Description, line.Counterparty,
            line.Reference, transaction.Status, import.Id));
        return transaction;
    }

    /// <summary>Its entry is in the books: money went to, or came from, these accounts.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Categorize(JournalEntry entry, IReadOnlyList<AccountId> accounts)
    {
        Enter(entry);
        Raise(new BankTransactionCategorized(Id, BankAccountId, Date, Amount, Description, Counterparty, entry.Id, accounts));
    }

    /// <summary>It is one end of a transfer between two of the organization's own accounts.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Pair(JournalEntry entry, BankTransaction other)
    {
        Enter(entry);
        CounterpartId = other.Id;
        Raise(new BankTransactionMatched(Id, BankAccountId, Date, Amount, entry.Id, other.Id));
    }

    /// <summary>It is what a customer paid.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Pay(JournalEntry entry, PaymentId payment)
    {
        Enter(entry);
        PaymentId = payment;
        Raise(new BankTransactionMatched(Id, BankAccountId, Date, Amount, entry.Id, PaymentId: payment));
    }

    /// <summary>It is what was paid to a vendor.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Pay(JournalEntry entry, VendorPaymentId payment)
    {
        Enter(entry);
        VendorPaymentId = payment;
        Raise(new BankTransactionMatched(Id, BankAccountId, Date, Amount, entry.Id, VendorPaymentId: payment));
    }

    /// <summary>It was in the books before it came: what it shows was posted for something else.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Match(JournalEntryId entry)
    {
        RequireOpen();
        (Status, EntryId, IsMatched) = (BankTransactionStatus.Posted, entry, true);
        Raise(new BankTransactionMatched(Id, BankAccountId, Date, Amount, entry));
    }

    /// <summary>Somebody looks at it again.</summary>
    /// <param name="reversal">Of its entry; null where that stays.</param>
    /// <exception cref="DomainException"><c>banking.line_not_posted</c>, <c>banking.line_reconciled</c>.</exception>
    public void TakeBack(JournalEntryId? reversal)
    {
        if (Status == BankTransactionStatus.Reconciled)
            throw new DomainException(BankingErrors.LineReconciled);
        if (Status != BankTransactionStatus.Posted)
            throw new DomainException(BankingErrors.LineNotPosted);

        Raise(new BankTransactionUnmatched(Id, BankAccountId, Date, Amount, EntryId!.Value, reversal));
        (Status, EntryId, IsMatched, CounterpartId, PaymentId, VendorPaymentId) = (BankTransactionStatus.Unreviewed, null, false, null, null, null);
    }

    /// <summary>It has no place in the books, such as a line that the bank took back itself.</summary>
    /// <exception cref="DomainException"><c>banking.line_not_open</c>.</exception>
    public void Exclude()
    {
        RequireOpen();
        Status = BankTransactionStatus.Excluded;
    }

    /// <exception cref="DomainException"><c>banking.line_not_posted</c>: it is not excluded.</exception>
    public void Include()
    {
        if (Status != BankTransactionStatus.Excluded)
            throw new DomainException(BankingErrors.LineNotPosted);

        Status = BankTransactionStatus.Unreviewed;
    }

    private void Enter(JournalEntry entry)
    {
        RequireOpen();
        (Status, EntryId, Postings) = (BankTransactionStatus.Posted, entry.Id, Postings + 1);
    }

    private void RequireOpen()
    {
        if (Status != BankTransactionStatus.Unreviewed)
            throw new DomainException(BankingErrors.LineNotOpen);
    }
}
