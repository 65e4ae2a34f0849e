using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements.Camt;
using Financbase.Infrastructure.Banking.Statements.Csv;
using Financbase.Infrastructure.Banking.Statements.Mt940;
using Financbase.Infrastructure.Banking.Statements.Ofx;
using Financbase.Infrastructure.Banking.Statements.Qif;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Reads the whole of a file, since its encoding, its days and its amounts show in all lines together.</summary>
internal sealed class StatementReader : IStatementReader
{
    /// <summary>A year of a very busy account; beyond, memory and the wait are not worth it.</summary>
    public const int MostLines = 200_000;

    ParsedFile IStatementReader.Read(StatementFile file, Currency currency, CsvMapping mapping) => Read(file, currency, mapping);

    /// <inheritdoc cref="IStatementReader.Read"/>
    public static ParsedFile Read(StatementFile file, Currency currency, CsvMapping mapping)
    {
        var bytes = file.Content.Span;
        if (bytes.Length > StatementFile.LargestSize)
        {
            throw new DomainException(StatementFileErrors.TooLarge(StatementFile.LargestMegabytes));
        }

        BinaryContent.Refuse(bytes);
        var text = StatementText.Decode(bytes, mapping.Given?.Encoding);
        return TextContent.Recognise(text.Value) switch
        {
            StatementFormat.Ofx => OfxStatements.Read(OfxParser.Parse(text.Value), currency),
            StatementFormat.Camt => CamtFile.Read(text.Value, currency),
            StatementFormat.Mt940 => Mt940Statements.Read(text.Value, currency),
            StatementFormat.Qif => QifStatements.Read(text, currency, mapping),
            StatementFormat.Csv => CsvStatements.Read(text, currency, mapping),
        };
    }
}
