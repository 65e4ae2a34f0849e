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

/// <summary>An import was taken back; its lines are gone as if it had never happened.</summary>
public sealed record BankStatementUndone(StatementImportId Id, BankAccountId BankAccountId, int Removed) : IDomainEvent;
