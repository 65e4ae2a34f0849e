using System.Runtime.InteropServices;

namespace Financbase.Domain.Banking;

/// <summary>
/// The lines that a bank account has while a statement is compared with it, each to be matched once. They stand in one
/// array, equal ones beside each other by their number, since there may be very many. Answers are occurrences.
/// </summary>
internal sealed class LinesOfAccount
{
    private readonly KnownLine[] _known;
    private readonly bool[] _matched;
    private readonly Dictionary<(Guid Id, DateOnly Date, long Minor), int> _byId = [];
    private readonly Dictionary<LineFingerprint, Alike> _alike = [];

    public LinesOfAccount(IEnumerable<KnownLine> known)
    {
        _known = [.. known];
        _matched = new bool[_known.Length];
        Array.Sort(_known, (one, other) => one.Fingerprint.Value.CompareTo(other.Fingerprint.Value) is var order and not 0
            ? order
            : one.Occurrence.CompareTo(other.Occurrence));
        for (var i = 0; i < _known.Length; i++)
        {
            ref var alike = ref Like(_known[i].Fingerprint, at: i);
            alike.End = i + 1;
            Remember(i);
        }
    }

    // Some banks number every download from 1, so an id counts only together with day and amount: better a line twice
    // in sight than one lost in silence.
    public int? FindById(LineKey line)
    {
        if (!_byId.TryGetValue((line.Id, line.Date, line.Minor), out var same))
        {
            return null;
        }

        _matched[same] = true;
        return _known[same].Occurrence;
    }

    // A named line that its id did not find can only repeat one that was booked nameless, from another format.
    public int? FindAlike(LineFingerprint fingerprint, bool isNamed)
    {
        ref var alike = ref CollectionsMarshal.GetValueRefOrNullRef(_alike, fingerprint);
        return System.Runtime.CompilerServices.Unsafe.IsNullRef(ref alike)
            ? null
            : Next(ref alike.Nameless, alike.End, isNamed: false) ?? (isNamed ? null : Next(ref alike.Named, alike.End, isNamed: true));
    }

    /// <summary>Adds a new line under the smallest number that is free among its equals.</summary>
    public int Add(LineFingerprint fingerprint)
    {
        ref var alike = ref Like(fingerprint, at: 0);
        for (; alike.Taken < alike.End && _known[alike.Taken].Occurrence <= alike.Free; alike.Taken++)
        {
            alike.Free += _known[alike.Taken].Occurrence == alike.Free ? 1 : 0;
        }

        return alike.Free++;
    }

    private int? Next(ref int place, int end, bool isNamed)
    {
        while (place < end)
        {
            var line = place++;
            if (_known[line].HasId == isNamed && !_matched[line])
            {
                _matched[line] = true;
                return _known[line].Occurrence;
            }
        }

        return null;
    }

    // Of several under one id, the one with the highest number.
    private void Remember(int line)
    {
        var known = _known[line];
        if (known.HasId)
        {
            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(_byId, (known.Id, known.Date, known.Minor), out var exists);
            same = exists && _known[same].Occurrence > known.Occurrence ? same : line;
        }
    }

    private ref Alike Like(LineFingerprint fingerprint, int at)
    {
        ref var alike = ref CollectionsMarshal.GetValueRefOrAddDefault(_alike, fingerprint, out var exists);
        if (!exists)
        {
            alike = new Alike { Nameless = at, Named = at, Taken = at, Free = 1 };
        }

        return ref alike;
    }

    /// <summary>Where the equals of one fingerprint end, and how far each search among them has come.</summary>
    private struct Alike
    {
        public int Nameless;
        public int Named;
        public int Taken;
        public int End;
        public int Free;
    }
}
