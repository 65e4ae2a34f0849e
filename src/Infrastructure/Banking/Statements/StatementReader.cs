using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Camt;
using Financbase.Infrastructure.Banking.Statements.Csv;
using Financbase.Infrastructure.Banking.Statements.Mt940;
using Financbase.Infrastructure.Banking.Statements.Ofx;
using Financbase.Infrastructure.Banking.Statements.Qif;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>
/// Looks through the whole of a file, since its encoding, its days and its amounts show in all lines together, and keeps
/// none of the lines: they are read once more when they are wanted.
/// </summary>
internal sealed class StatementReader : IStatementReader
{
    /// <summary>A year of a very busy account; beyond, the wait is not worth it.</summary>
    public const int MostLines = 200_000;

    FileSurvey IStatementReader.Survey(StatementFile file, Currency currency, CsvMapping mapping) => Survey(file, currency, mapping);

    /// <inheritdoc cref="IStatementReader.Survey"/>
    public static FileSurvey Survey(StatementFile file, Currency currency, CsvMapping mapping)
    {
        var bytes = file.Content.Span;
        if (bytes.Length > StatementFile.LargestSize)
        {
            throw new DomainException(StatementFileErrors.TooLarge(StatementFile.LargestMegabytes));
        }

        BinaryContent.Refuse(bytes);
        var text = StatementText.Decode(file.Content, mapping.Given?.Encoding);
        return TextContent.Recognise(text) switch
        {
            StatementFormat.Ofx => OfxStatements.Survey(text, currency),
            StatementFormat.Camt => CamtFile.Survey(text, currency),
            StatementFormat.Mt940 => Mt940Statements.Survey(text, currency),
            StatementFormat.Qif => QifStatements.Survey(text, currency, mapping),
            StatementFormat.Csv => CsvStatements.Survey(text, currency, mapping),
        };
    }
}
