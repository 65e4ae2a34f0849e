using System.Text.Json;
using Financbase.Domain.Ledger;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Enums as the tables word them.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static JournalEntrySource Source(string word) => Read<JournalEntrySource>(word);

    public static AccountType Type(string word) => Read<AccountType>(word);

    public static AccountSubtype Subtype(string word) => Read<AccountSubtype>(word);

    /// <summary>Of a filter: nothing where all are wanted.</summary>
    public static string Of(bool? wanted) => wanted switch { true => "true", false => "false", null => "" };

    public static TEnum Read<TEnum>(string word) where TEnum : struct, Enum => Enum.Parse<TEnum>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    public static PostingRole Role(string word) => Read<PostingRole>(word);
}
