using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Decides which of the references in a statement identify a line.</summary>
internal static class BankIds
{
    private static readonly HashSet<string> Fillers = new(
        ["NONREF", "NOTPROVIDED", "NOT PROVIDED", "NREF", "NONE", "EREF", "KREF", "EREF+", "KREF+"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The reference, unless it is empty or one of the words that banks put where there is none.</summary>
    public static string? Meaningful(string? text) =>
        LineText.Clean(text) is { } clean && !Fillers.Contains(clean) && clean.Any(c => char.IsLetterOrDigit(c) && c != '0') ? clean : null;

    /// <summary>
    /// A reference that a statement itself gives to two equal lines of one day tells them not apart: without it both
    /// count, and neither can be taken for the other.
    /// </summary>
    public static List<StatementLine> KeepTelling(List<StatementLine> lines)
    {
        var shared = lines
            .Where(line => line.BankId is not null)
            .GroupBy(line => (line.BankId, line.Date, line.Amount.Minor))
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet();
        return shared.Count == 0
            ? lines
            : [.. lines.Select(line => shared.Contains((line.BankId, line.Date, line.Amount.Minor)) ? line with { BankId = null } : line)];
    }
}
