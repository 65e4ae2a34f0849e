using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Counts what could not be read and keeps the first of it, statement by statement.</summary>
internal sealed class Rejections
{
    private readonly List<(int Statement, RejectedLine Line)> _first = [];
    private int _count;

    public void Add(RejectedLine line, int statement = 0)
    {
        _count++;
        var place = _first.Count;
        while (place > 0 && _first[place - 1].Statement > statement)
        {
            place--;
        }

        if (place < StatementImport.MostRejectedKept)
        {
            _first.Insert(place, (statement, line));
            _first.RemoveRange(Math.Min(_first.Count, StatementImport.MostRejectedKept), Math.Max(0, _first.Count - StatementImport.MostRejectedKept));
        }
    }

    public RejectedLines ToRejected() => new([.. _first.Select(rejected => rejected.Line)], _count);
}
