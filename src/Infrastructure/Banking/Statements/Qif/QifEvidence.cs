using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Banking.Statements.Qif;

/// <summary>What all records together tell about how days and amounts are written.</summary>
internal sealed class QifEvidence
{
    private const int SampleRecords = 3;

    private readonly List<IReadOnlyList<string>> _sample = [];

    public int Records { get; private set; }

    public DayEvidence Days { get; } = new();

    public DecimalEvidence Decimals { get; } = new();

    /// <summary>The first day that is written.</summary>
    public string FirstDay { get; private set; } = "";

    public IReadOnlyList<IReadOnlyList<string>> Sample => _sample;

    public void Take(QifRecord record)
    {
        if (Records++ < SampleRecords)
        {
            _sample.Add([record['D'] ?? "", QifPlan.Amount(record) ?? "", record['P'] ?? record['M'] ?? ""]);
        }

        if (QifPlan.Day(record) is { } day)
        {
            Days.Take(day);
            FirstDay = FirstDay.Length > 0 ? FirstDay : day;
        }

        if (QifPlan.Amount(record) is { } amount)
        {
            Decimals.Take(amount);
        }
    }
}
