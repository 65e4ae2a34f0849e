namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>The fields between two <c>^</c>: a letter and what stands behind it. Of a field that repeats, the first counts.</summary>
internal sealed class QifRecord(int line)
{
    private readonly Dictionary<char, string> _fields = [];

    public int Line => line;

    public bool IsEmpty => _fields.Count == 0;

    public string? this[char code] => _fields.GetValueOrDefault(code);

    public void Add(string text) => _fields.TryAdd(char.ToUpperInvariant(text[0]), text[1..].Trim());
}

/// <summary>What follows one <c>!Type:</c>; the account is the one that was named last before it.</summary>
internal sealed record QifSection(string Type, int Line, string? Account);

/// <summary>A record in its section; without a record, the section begins.</summary>
internal readonly record struct QifMeeting(QifSection Section, QifRecord? Record);
