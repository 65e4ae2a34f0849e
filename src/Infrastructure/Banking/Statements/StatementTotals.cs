using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>What is told of a statement's lines when each has been looked at once.</summary>
internal sealed class StatementTotals
{
    public int Booked { get; private set; }

    public int Announced { get; private set; }

    /// <summary>The earliest and the latest day of a booked line.</summary>
    public DateOnly? First { get; private set; }

    public DateOnly? Last { get; private set; }

    public void Add(StatementLine line, bool isBooked = true)
    {
        if (!isBooked)
        {
            Announced++;
            return;
        }

        Booked++;
        First = First is { } first && first <= line.Date ? first : line.Date;
        Last = Last is { } last && last >= line.Date ? last : line.Date;
    }
}
