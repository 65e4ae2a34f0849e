using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>ISO 20022's notation of days, amounts and signs.</summary>
internal static class CamtValues
{
    /// <summary>A <c>Dt</c> or <c>DtTm</c>: the calendar day as the bank wrote it, whatever the zone behind it.</summary>
    public static DateOnly? Day(CamtElement? date) => Day(date?.Text("Dt") ?? date?.Text("DtTm"));

    public static DateOnly? Day(string? text) => text is { Length: >= 10 } && DateOnly.TryParseExact(
        text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    /// <summary>Amounts carry no sign.</summary>
    public static decimal? Number(CamtElement? amount) => amount?.Text() is { } text && decimal.TryParse(
        text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    public static Currency? CurrencyOf(CamtElement? amount) =>
        Currency.TryParse(amount?.Currency, out var currency) ? currency : null;

    /// <summary>Null when it is neither credit nor debit.</summary>
    public static bool? IsOut(CamtElement element) => element.Text("CdtDbtInd") switch
    {
        "DBIT" => true,
        "CRDT" => false,
        _ => null,
    };
}
