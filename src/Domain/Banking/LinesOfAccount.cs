namespace Financbase.Domain.Banking;

/// <summary>The lines that a bank account has while a statement is compared with it, each to be matched once.</summary>
internal sealed class LinesOfAccount
{
    private readonly Dictionary<(string BankId, DateOnly Date, long Minor), KnownLine> _byId = [];
    private readonly Dictionary<LineFingerprint, Alike> _alike = [];
    private readonly HashSet<KnownLine> _matched = new(ReferenceEqualityComparer.Instance);

    public LinesOfAccount(IEnumerable<KnownLine> known)
    {
        foreach (var line in known.OrderBy(line => line.Occurrence))
        {
            var alike = Like(line.Fingerprint);
            (line.BankId is null ? alike.Nameless : alike.Named).Enqueue(line);
            Remember(line);
        }
    }

    // Some banks number every download from 1, so an id counts only together with day and amount: better a line twice
    // in sight than one lost in silence.
    public KnownLine? FindById(StatementLine line)
    {
        if (line.BankId is null || !_byId.TryGetValue((line.BankId, line.Date, line.Amount.Minor), out var same))
        {
            return null;
        }

        _matched.Add(same);
        return same;
    }

    // A named line that its id did not find can only repeat one that was booked nameless, from another format.
    public KnownLine? FindAlike(StatementLine line, LineFingerprint fingerprint)
    {
        var alike = Like(fingerprint);
        return Next(alike.Nameless) ?? (line.BankId is null ? Next(alike.Named) : null);
    }

    /// <summary>Adds a new line under the smallest number that is free among its equals.</summary>
    public int Add(StatementLine line, LineFingerprint fingerprint)
    {
        var alike = Like(fingerprint);
        while (alike.Taken.Contains(alike.Free))
        {
            alike.Free++;
        }

        var occurrence = alike.Free;
        Remember(new KnownLine(fingerprint, occurrence, line.Date, line.Amount.Minor, line.BankId));
        return occurrence;
    }

    private KnownLine? Next(Queue<KnownLine> lines)
    {
        while (lines.TryDequeue(out var line))
        {
            if (_matched.Add(line))
            {
                return line;
            }
        }

        return null;
    }

    private void Remember(KnownLine line)
    {
        Like(line.Fingerprint).Taken.Add(line.Occurrence);
        if (line.BankId is not null)
        {
            _byId[(line.BankId, line.Date, line.Minor)] = line;
        }
    }

    private Alike Like(LineFingerprint fingerprint)
    {
        if (!_alike.TryGetValue(fingerprint, out var alike))
        {
            _alike[fingerprint] = alike = new Alike();
        }

        return alike;
    }

    private sealed class Alike
    {
        public Queue<KnownLine> Nameless { get; } = [];

        public Queue<KnownLine> Named { get; } = [];

        public HashSet<int> Taken { get; } = [];

        public int Free { get; set; } = 1;
    }
}
