namespace Financbase.Web.Pages.Search;

/// <summary>What the search found of one kind.</summary>
public sealed record SearchGroup(string Title, IReadOnlyList<SearchEntry> Entries);

/// <param name="Icon">Of the shell's.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Subtitle">What tells it from others of that name.</param>
/// <param name="Address">The page that shows it.</param>
public sealed record SearchEntry(string Icon, string Title, string? Subtitle, string Address);
