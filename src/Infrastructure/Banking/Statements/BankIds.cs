namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Decides which of the references in a statement identify a line.</summary>
internal static class BankIds
{
    private static readonly HashSet<string> Fillers = new(
        ["NONREF", "NOTPROVIDED", "NOT PROVIDED", "NREF", "NONE", "EREF", "KREF", "EREF+", "KREF+"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The reference, unless it is empty or one of the words that banks put where there is none.</summary>
    public static string? Meaningful(string? text) =>
        LineText.Clean(text) is { } clean && !Fillers.Contains(clean) && clean.Any(c => char.IsLetterOrDigit(c) && c != '0') ? clean : null;
}
