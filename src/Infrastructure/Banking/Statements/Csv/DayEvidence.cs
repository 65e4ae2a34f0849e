using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>
/// Which notation of days a column is in, told by all of its values together. Of each different value only a hash is kept,
/// and of no more of them than there have been days since 1900.
/// </summary>
internal sealed class DayEvidence
{
    private const int DaysThatShowAnOrder = 5;
    private const int MostWritten = 50_000;

    private readonly HashSet<Guid> _written = [];
    private readonly Reading[] _readings = [.. DateFormats.Known.Select(format => new Reading(format))];
    private string? _last;

    public void Take(string text)
    {
        // Lines of one day mostly follow each other.
        if (text == _last)
        {
            return;
        }

        _last = text;
        var value = DateFormats.WithoutTime(text);
        if (value.Length == 0 || _written.Count == MostWritten || !_written.Add(TextHash.Of(value)) || !value.Any(char.IsAsciiDigit))
        {
            return;
        }

        foreach (var reading in _readings)
        {
            reading.Take(value);
        }
    }

    /// <summary>
    /// The one format in which most values are days; several when they disagree about which days, and nothing in the
    /// column settles it; none when hardly any value is a day.
    /// </summary>
    public IReadOnlyList<string> Formats()
    {
        var most = _readings.Max(reading => reading.Days);
        if (most == 0 || most * 2 < _written.Count)
        {
            return [];
        }

        var different = _readings.Where(reading => reading.Days == most).DistinctBy(reading => reading.Sequence).ToList();
        var inOrder = different.Where(reading => reading.IsInOrder).ToList();
        return [.. (inOrder.Count == 1 ? inOrder : different).Select(reading => reading.Format)];
    }

    /// <summary>The values as one format reads them.</summary>
    private sealed class Reading(string format)
    {
        private readonly HashSet<DateOnly> _firstDays = [];
        private DateOnly? _before;
        private bool _goesForward;
        private bool _goesBackward;

        public string Format => format;

        public int Days { get; private set; }

        /// <summary>Equal for the same days in the same order.</summary>
        public ulong Sequence { get; private set; }

        // Bank lines run forward or backward in time. If only one reading of enough days does, it is the right one.
        public bool IsInOrder => _firstDays.Count >= DaysThatShowAnOrder && _goesForward != _goesBackward;

        public void Take(string value)
        {
            if (DateFormats.ParseDay(value, format) is not { } day)
            {
                return;
            }

            Days++;
            Sequence = (Sequence + (ulong)day.DayNumber) * 0x9E3779B97F4A7C15;
            _goesForward |= _before < day;
            _goesBackward |= _before > day;
            _before = day;
            if (_firstDays.Count < DaysThatShowAnOrder)
            {
                _firstDays.Add(day);
            }
        }
    }
}
