namespace Financbase.Application.Paging;

/// <summary>The search of lists that are so short that they are read as a whole; the long ones search in the database.</summary>
internal static class SearchText
{
    public static bool Finds(string? wanted, params IEnumerable<string?> texts) =>
        string.IsNullOrWhiteSpace(wanted) || texts.Any(text => text?.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase) == true);
}
