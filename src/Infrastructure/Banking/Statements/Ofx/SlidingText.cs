namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>A text of which no more is held than from the place that was reached to the one that was looked at.</summary>
internal sealed class SlidingText(TextReader reader) : IDisposable
{
    private const int BlockSize = 16 * 1024;

    private char[] _held = new char[2 * BlockSize];
    private int _start;
    private int _end;
    private bool _isAll;

    /// <summary>The character so far ahead; null behind the end.</summary>
    public char? this[int ahead] => Holds(ahead + 1) ? _held[_start + ahead] : null;

    /// <summary>How far ahead something stands; at the end when it does not.</summary>
    public int Find(string what, int from)
    {
        while (true)
        {
            var found = from <= _end - _start ? Held[from..].IndexOf(what) : -1;
            if (found >= 0)
            {
                return from + found;
            }

            from = Math.Max(from, _end - _start - what.Length + 1);
            if (!Fill())
            {
                return _end - _start;
            }
        }
    }

    public bool StartsWith(string what) => Holds(what.Length) && Held.StartsWith(what);

    /// <summary>The next characters, as many as there are.</summary>
    public ReadOnlySpan<char> Next(int count, int from = 0)
    {
        Holds(from + count);
        return from < _end - _start ? Held[from..Math.Min(from + count, _end - _start)] : [];
    }

    public void Advance(int count) => _start += count;

    public void Dispose() => reader.Dispose();

    private ReadOnlySpan<char> Held => _held.AsSpan(_start, _end - _start);

    private bool Holds(int count)
    {
        while (_end - _start < count)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    private bool Fill()
    {
        if (_isAll)
        {
            return false;
        }

        if (_held.Length - _end < BlockSize)
        {
            var room = _end - _start + BlockSize > _held.Length / 2 ? new char[2 * (_end - _start + BlockSize)] : _held;
            Held.CopyTo(room);
            (_held, _end, _start) = (room, _end - _start, 0);
        }

        var read = reader.Read(_held, _end, _held.Length - _end);
        _end += read;
        _isAll = read == 0;
        return !_isAll;
    }
}
