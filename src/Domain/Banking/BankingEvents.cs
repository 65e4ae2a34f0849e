using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>A line of a statement is in the books' inbox. It posts nothing yet.</summary>
public sealed record BankTransactionCreated(
    BankTransactionId Id,
    BankAccountId BankAccountId,
    DateOnly Date,
    Money Amount,
    string Description,
    string? Counterparty,
    string? Reference,
    BankTransactionStatus Status,
    StatementImportId ImportId) : IDomainEvent;

public sealed record BankStatementImported(
    StatementImportId Id,
    BankAccountId BankAccountId,
    string FileName,
    StatementFormat Format,
    int Imported,
    int Duplicates,
    int Rejected,
    DateOnly? From,
    DateOnly? To) : IDomainEvent;

/// <summary>A worker could not import a statement file, and booked nothing of it. What can never be imported is refused at once, and then there is none.</summary>
/// <param name="Id">What the import would have had.</param>
/// <param name="BankAccountId">Into which account.</param>
/// <param name="FileName">As it was called.</param>
/// <param name="Code">Of what went wrong.</param>
/// <param name="Reason">The same for people.</param>
public sealed record BankStatementImportFailed(StatementImportId Id, BankAccountId BankAccountId, string FileName, string Code, string Reason) : IDomainEvent;

/// <summary>An import was taken back; its lines are gone as if it had never happened.</summary>
public sealed record BankStatementUndone(StatementImportId Id, BankAccountId BankAccountId, int Removed) : IDomainEvent;

/// <summary>A line was posted to accounts that a person or a rule chose.</summary>
public sealed record BankTransactionCategorized(
    BankTransactionId Id,
    BankAccountId BankAccountId,
    DateOnly Date,
    Money Amount,
    string Description,
    string? Counterparty,
    JournalEntryId EntryId,
    IReadOnlyList<AccountId> Accounts) : IDomainEvent;

/// <summary>A line was posted as what it was expected to be: the other end of a transfer, a customer's payment or one to a vendor; or it was in the books already.</summary>
public sealed record BankTransactionMatched(
    BankTransactionId Id, BankAccountId BankAccountId, DateOnly Date, Money Amount, JournalEntryId EntryId, BankTransactionId? CounterpartId = null,
    PaymentId? PaymentId = null, VendorPaymentId? VendorPaymentId = null) : IDomainEvent;

/// <summary>
/// What a line was posted as was taken back; it waits to be looked at again. An entry that had been in the books before the line stays, and has no reversal.
/// </summary>
public sealed record BankTransactionUnmatched(
    BankTransactionId Id, BankAccountId BankAccountId, DateOnly Date, Money Amount, JournalEntryId EntryId, JournalEntryId? ReversalId) : IDomainEvent;

/// <param name="Id">The reconciliation.</param>
/// <param name="BankAccountId">Which bank account.</param>
/// <param name="Through">The last day.</param>
/// <param name="ClosingBalance">What the bank says, and the books with it.</param>
/// <param name="Lines">How many lines are reconciled by it.</param>
public sealed record ReconciliationCompleted(
    ReconciliationId Id, BankAccountId BankAccountId, DateOnly Through, Money ClosingBalance, int Lines) : IDomainEvent;

/// <param name="Id">The reconciliation.</param>
/// <param name="BankAccountId">Which bank account.</param>
/// <param name="Through">The last day.</param>
/// <param name="Difference">What the bank says less what the books say.</param>
/// <param name="OpenLines">Lines up to that day that are neither posted nor excluded.</param>
public sealed record ReconciliationDifferenceFound(
    ReconciliationId Id, BankAccountId BankAccountId, DateOnly Through, Money Difference, int OpenLines) : IDomainEvent;
