using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>Free words that people find entries by. They are notes beside an entry and no part of it, so they may change.</summary>
public static class EntryTags
{
    public const int Most = 20;
    public const int Longest = 50;

    /// <summary>Trimmed, each once whatever its case: of two that differ in case, the first.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>, at <c>tags</c>: too many, too long, empty, or with a comma or a line break.</exception>
    public static IReadOnlyList<string> Checked(IEnumerable<string?> tags)
    {
        string[] trimmed = [.. tags.Select(tag => tag?.Trim() ?? "")];
        if (trimmed.Any(tag => tag.Length is 0 or > Longest || tag.Any(letter => letter == ',' || char.IsControl(letter))))
            throw new DomainException(Error.Validation("tags", $"A tag has 1 to {Longest} characters and no comma."));

        string[] kept = [.. trimmed.DistinctBy(KeyOf)];
        return kept.Length <= Most ? kept : throw new DomainException(Error.Validation("tags", $"An entry has at most {Most} tags."));
    }

    /// <summary>What a tag is known by, whatever its case.</summary>
    public static string KeyOf(string tag) => tag.Trim().ToUpperInvariant();

    /// <summary>Of what somebody looks for, whatever they typed; empty without a tag.</summary>
    public static string SoughtKey(string? tag) => tag is null ? "" : KeyOf(tag.Replace("\0", "", StringComparison.Ordinal));
}
