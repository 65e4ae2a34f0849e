using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>
/// The filters of bank lines in an address: <c>bankAccountId</c>, <c>importId</c>, <c>from</c>, <c>to</c>,
/// <c>minAmount</c>, <c>maxAmount</c>, <c>status</c> and <c>q</c>; and what their order is called.
/// </summary>
internal static class BankTransactionParameters
{
    public static QueryWords[] Words { get; } =
    [
        QueryWords.Id("bankAccountId", "Only lines of this account."), QueryWords.Id("importId", "Only lines that this import brought."),
        QueryWords.Day("from", "From this day on."), QueryWords.Day("to", "Up to this day."),
        QueryWords.Amount("minAmount", "At least this amount, in major units; payments out are negative."), QueryWords.Amount("maxAmount", "At most this amount."),
        QueryWords.Word<BankTransactionStatus>("status", "Only lines in this state."), QueryWords.Search,
    ];

    public static BankTransactionFilter Read(HttpContext http) => new(
        Value(http, "bankAccountId", Id) is { } account ? new BankAccountId(account) : null,
        Value(http, "importId", Id) is { } import ? new StatementImportId(import) : null,
        Value(http, "from", Day),
        Value(http, "to", Day),
        Value(http, "minAmount", Amount),
        Value(http, "maxAmount", Amount),
        QueryWord.Read<BankTransactionStatus>(http, "status"),
        QueryWord.Text(http));

    public static BankTransactionOrder Order(string? sort) => sort switch
    {
        null or "-date" => BankTransactionOrder.NewestFirst,
        "date" => BankTransactionOrder.OldestFirst,
        "-amount" => BankTransactionOrder.HighestFirst,
        "amount" => BankTransactionOrder.LowestFirst,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
    };

    private static T? Value<T>(HttpContext http, string name, Func<string, (T? Value, string Hint)> parse) where T : struct
    {
        if (Text(http, name) is not { } text)
        {
            return null;
        }

        var (value, hint) = parse(text);
        return value ?? throw new DomainException(Error.Validation(name, hint));
    }

    private static string? Text(HttpContext http, string name) =>
        http.Request.Query[name].ToString() is { Length: > 0 } text ? text.Replace("\0", "", StringComparison.Ordinal) : null;

    private static (Guid?, string) Id(string text) =>
        (Guid.TryParse(text, out var id) ? id : null, "Use the id of a bank account or an import.");

    private static (DateOnly?, string) Day(string text) => (
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        "Use a date like 2026-06-30.");

    private static (decimal?, string) Amount(string text) => (
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null,
        "Use an amount like -12.50.");
}
