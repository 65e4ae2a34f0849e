using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>One of an enum's words in the address, e.g. <c>?status=waiting</c>.</summary>
internal static class QueryWord
{
    /// <summary>Null when the parameter is absent; a word that does not exist is a validation error.</summary>
    public static TEnum? Read<TEnum>(HttpContext http, string name) where TEnum : struct, Enum =>
        http.Request.Query[name].ToString() is { Length: > 0 } word ? Parse<TEnum>(word, name) : null;

    /// <exception cref="DomainException"><c>validation_error</c>: there is no such word.</exception>
    public static TEnum Parse<TEnum>(string word, string name) where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Word(value) == word)
                return value;
        }

        throw new DomainException(Error.Validation(name, $"Use one of {string.Join(", ", All<TEnum>())}."));
    }

    public static IEnumerable<string> All<TEnum>() where TEnum : struct, Enum => Enum.GetValues<TEnum>().Select(Word);

    /// <summary>A date, e.g. <c>?from=2026-06-30</c>; null when the parameter is absent.</summary>
    public static DateOnly? Day(HttpContext http, string name)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new DomainException(Error.Validation(name, "Use a date like 2026-06-30."));
    }

    /// <summary>A moment, e.g. <c>?from=2026-06-30T08:00:00Z</c>; null when the parameter is absent.</summary>
    public static DateTimeOffset? Moment(HttpContext http, string name) => http.Request.Query[name].ToString() is not { Length: > 0 } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new DomainException(Error.Validation(name, "Use a time like 2026-06-30T08:00:00Z."));

    /// <summary>What a list is searched for, <c>?q=</c>; null when nothing.</summary>
    public static string? Text(HttpContext http) =>
        http.Request.Query["q"].ToString() is { Length: > 0 } text ? text.Replace("\0", "", StringComparison.Ordinal) : null;

    /// <summary>The key of something of the organization's own, such as a role; whether it is there is the use case's to say.</summary>
    public static string? Key(HttpContext http, string name) => http.Request.Query[name].ToString() is { Length: > 0 } key ? key : null;

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
