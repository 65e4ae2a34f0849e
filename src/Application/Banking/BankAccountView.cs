using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>A bank account with what its lines add up to.</summary>
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
    CsvProfile? CsvProfile);
