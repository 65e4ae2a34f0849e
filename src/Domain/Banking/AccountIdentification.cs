namespace Financbase.Domain.Banking;

/// <summary>
/// Whose account a statement says it is: an IBAN, an account number (perhaps masked like <c>****1234</c>, perhaps with
/// branch or zeros in front), or only a label such as “Savings”.
/// </summary>
public readonly record struct AccountIdentification
{
    private const int FewestDigitsOfANumber = 4;
    private const int FewestCharactersInsideAnother = 6;
    public const int ShownDigits = 4;

    public AccountIdentification(string text) => Text = text.Trim();

    public string Text { get; }

    /// <summary>A label names no account: it can tell accounts of one file apart, but cannot prove the wrong one.</summary>
    public bool IsLabel => Text.Count(char.IsAsciiDigit) < FewestDigitsOfANumber;

    /// <summary>Whether both mean the same account, as far as what is written there can tell.</summary>
    public bool Matches(AccountIdentification other)
    {
        if (IsLabel || other.IsLabel)
        {
            return string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);
        }

        var mine = Compact;
        var theirs = other.Compact;
        return mine == theirs || EndsWith(mine, theirs) || EndsWith(theirs, mine);
    }

    /// <summary>Enough for people to know their account by: <c>****3000</c>. A label stays as it is.</summary>
    public string Masked => IsLabel ? Text : $"****{Shown}";

    /// <summary>The end of a number, as far as people are shown it: <c>3000</c>. Empty for a label, or where that would be all of it.</summary>
    public string Shown => !IsLabel && Compact.Length > ShownDigits ? Compact[^ShownDigits..] : "";

    internal string Compact =>
        string.Concat(Text.Where(c => char.IsAsciiLetterOrDigit(c) || c == '*')).ToUpperInvariant();

    public override string ToString() => Text;

    // An account number is the tail of its IBAN, and of what a bank writes with its branch in front.
    private static bool EndsWith(string whole, string tail)
    {
        var visible = tail[(tail.LastIndexOf('*') + 1)..].TrimStart('X');
        var enough = visible.Length == tail.Length ? FewestCharactersInsideAnother : FewestDigitsOfANumber;
        var significant = visible.TrimStart('0');
        return significant.Length >= enough && whole.EndsWith(significant, StringComparison.Ordinal);
    }
}
