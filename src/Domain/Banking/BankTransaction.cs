using Financbase.Domain.Organizations;
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
}
