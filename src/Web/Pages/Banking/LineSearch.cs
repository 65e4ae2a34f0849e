using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;

namespace Financbase.Web.Pages.Banking;

/// <summary>Search, filters and order of an account's lines, as they stand in the address.</summary>
public sealed record LineSearch
{
    public BankTransactionStatus? Status { get; init; }

    public string? Text { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public Guid? Import { get; init; }

    public BankTransactionOrder Sort { get; init; }

    public BankTransactionFilter In(Guid account) => new(
        new BankAccountId(account), Import is { } import ? new StatementImportId(import) : null, From, To, Min, Max, Status,
        Text?.Replace("\0", "", StringComparison.Ordinal));

    /// <summary>As an address writes it; what is not asked for is left out.</summary>
    public Dictionary<string, string?> ToRoute() => new()
    {
        ["status"] = Status?.ToString().ToLowerInvariant(),
        ["text"] = Text,
        ["from"] = From?.ToString("O", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("O", CultureInfo.InvariantCulture),
        ["min"] = Min?.ToString(CultureInfo.InvariantCulture),
        ["max"] = Max?.ToString(CultureInfo.InvariantCulture),
        ["import"] = Import?.ToString(),
        ["sort"] = Sort == BankTransactionOrder.NewestFirst ? null : Sort.ToString(),
    };
}
