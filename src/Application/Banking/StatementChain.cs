using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Whether a statement agrees with itself and with the balance at which the one before it closed.</summary>
internal static class StatementChain
{
    private const decimal LargestSum = long.MaxValue / 2;

    /// <summary>Nothing came before.</summary>
    public static StatementContinuity Check(StatementSurvey statement, StatementLines lines) =>
        StatementContinuity.Within(statement.Opening, statement.Closing, Sum(statement, lines.Sum()));

    /// <summary>After an earlier statement of the same file, which shares no line with it.</summary>
    public static StatementContinuity Check(StatementSurvey statement, StatementLines lines, StatementSurvey previous) =>
        Check(statement, lines).Or(statement.Opening is not null
            ? StatementContinuity.Between(previous.Closing, statement.Opening)
            : StatementContinuity.Within(previous.Closing, statement.Closing, Sum(statement, lines.Sum())));

    /// <summary>After an import, of which it may repeat lines.</summary>
    public static StatementContinuity Check(
        StatementSurvey statement, StatementLines lines, Money previousClosing, DateOnly previousDay)
    {
        var within = Check(statement, lines);
        if (statement.Closing is null)
        {
            // It goes on where the import ended only when it begins later.
            return statement.From > previousDay ? within.Or(StatementContinuity.Between(previousClosing, statement.Opening)) : within;
        }

        // A day that both statements cover may have been unfinished in the earlier one.
        return within.Or(StatementContinuity.Within(previousClosing, statement.Closing, Sum(statement, lines.SumSince(previousDay))));
    }

    // Beyond what money can hold nothing is claimed about balances.
    private static Money? Sum(StatementSurvey statement, decimal minor) =>
        minor is >= -LargestSum and <= LargestSum ? new Money((long)minor, statement.Currency) : null;
}
