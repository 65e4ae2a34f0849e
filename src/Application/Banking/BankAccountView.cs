using Financbase.Application.Ledger;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>A bank account with what its lines add up to, and the account of the chart that stands for it.</summary>
public sealed record BankAccountView(
    BankAccountId Id,
    string Name,
    string Currency,
    string? Iban,
    string? Number,
    int Lines,
    int Unreviewed,
    Money Total,
    DateOnly? LastDate,
    DateTimeOffset? LastImportAt,
    CsvProfile? CsvProfile,
    AccountName? LedgerAccount);
