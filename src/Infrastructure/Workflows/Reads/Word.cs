namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>A status or source as hand-written SQL reads it.</summary>
internal static class Word
{
    public static TEnum Of<TEnum>(string word) where TEnum : struct, Enum => Enum.Parse<TEnum>(word, ignoreCase: true);
}
