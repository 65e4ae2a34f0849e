using System.Text.RegularExpressions;

namespace Financbase.Domain.Banking;

/// <summary>
/// The numbers by which an account is known. Where they turn up in what a bank wrote, in a line, a file's name or a
/// line that could not be read, all but the last four characters are hidden: the books know whose lines these are.
/// </summary>
public sealed class OwnNumbers
{
    private const int FewestCharacters = 6;
    private const int FewestInsideAWord = 8;

    private readonly Regex? _numbers;

    private OwnNumbers(Regex? numbers) => _numbers = numbers;

    /// <param name="account">Its IBAN and number.</param>
    /// <param name="said">What a statement of the account calls it; labels are no secret.</param>
    public static OwnNumbers Of(BankAccount account, IEnumerable<AccountIdentification> said)
    {
        string[] patterns = [.. account.Identifications().Concat(said)
            .Where(identification => !identification.IsLabel)
            .Select(identification => identification.Compact)
            .Where(number => number.Length >= FewestCharacters && !number.Contains('*', StringComparison.Ordinal))
            .Distinct()
            .OrderByDescending(number => number.Length)
            .Select(Pattern)];
        return new OwnNumbers(patterns.Length == 0 ? null : new Regex(
            string.Join('|', patterns), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
    }

    public string Hide(string text) =>
        _numbers?.Replace(text, found => new AccountIdentification(found.Value).Masked) ?? text;

    public StatementLine Hide(StatementLine line) => _numbers is null ? line : line with
    {
        Description = Hide(line.Description),
        Counterparty = line.Counterparty is null ? null : Hide(line.Counterparty),
        Reference = line.Reference is null ? null : Hide(line.Reference),
    };

    // Banks print numbers in groups. A short one counts only as a word of its own: elsewhere it may be anything.
    private static string Pattern(string number)
    {
        var grouped = string.Join(@"[\s-]?", number.Select(c => Regex.Escape(c.ToString())));
        return number.Length < FewestInsideAWord ? $@"(?<![0-9A-Za-z]){grouped}(?![0-9A-Za-z])" : grouped;
    }
}
