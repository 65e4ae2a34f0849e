using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>
/// Finds the bank and card statements in an OFX file and reads their lines. Where a transaction belongs shows only when all
/// that is around it has been closed, so that lines are read in a second look.
/// </summary>
internal sealed class OfxStatements
{
    private readonly StatementText _text;
    private readonly Rejections _rejections = new();
    private readonly List<OfxStatement> _statements = [];
    private List<(OfxRun Run, int Statement)> _runs = [];

    private OfxStatements(StatementText text) => _text = text;

    public static FileSurvey Survey(StatementText text, Currency currency) => new OfxStatements(text).Survey(currency);

    private FileSurvey Survey(Currency currency)
    {
        ReadOutline(currency);
        var totals = _statements.ConvertAll(_ => new StatementTotals());
        foreach (var met in Met())
        {
            met.AddTo(totals[met.Statement], _rejections);
        }

        return new FileSurvey(
            StatementFormat.Ofx,
            [.. _statements.Select((statement, place) => statement.ToSurvey(totals[place], line => _rejections.Add(line, place)))],
            _rejections.ToRejected(), () => Met().Found());
    }

    private void ReadOutline(Currency currency)
    {
        var parser = new OfxParser(_text);
        foreach (var _ in parser.Read())
        {
            // Only what is around the transactions matters.
        }

        var file = parser.File;
        _statements.AddRange(file.Descendants("STMTRS").Concat(file.Descendants("CCSTMTRS")).Select(statement => OfxStatement.Of(statement, currency)));
        if (_statements.Count == 0)
        {
            throw new DomainException(WhyNone(file));
        }

        _runs = [.. _statements.SelectMany((statement, place) => statement.Runs.Select(run => (run, place))).OrderBy(run => run.run.First)];
    }

    private IEnumerable<MetLine> Met()
    {
        foreach (var (transaction, isClosed) in new OfxParser(_text).Read())
        {
            for (var at = LastRunOf(transaction.Ordinal); at >= 0 && _runs[at].Run.Holds(transaction.Ordinal); at--)
            {
                var (run, place) = _runs[at];
                if (run.IsClosed == isClosed)
                {
                    yield return new MetLine(place, OfxTransaction.Read(transaction, _statements[place].Currency));
                }
            }
        }
    }

    // The last run that begins no later. Before it stands the same once more only where a statement lies within another.
    private int LastRunOf(int ordinal)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _runs[middle].Run.First <= ordinal ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private static Error WhyNone(OfxElement file)
    {
        var failed = file.Descendants("STATUS").FirstOrDefault(status => status.Text("SEVERITY") == "ERROR");
        return failed is null
            ? StatementFileErrors.NoStatement
            : StatementFileErrors.FromBank(failed.Text("MESSAGE") ?? "no message", failed.Text("CODE") ?? "no code");
    }
}
