using System.Text;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>Reads a statement that a test writes down, for an account in euros unless told otherwise.</summary>
internal static class Statements
{
    public static ParsedFile Read(string text, CsvProfile? given = null, CsvProfile? remembered = null, string currency = "EUR") =>
        Read(Encoding.UTF8.GetBytes(text), given, remembered, currency);

    public static ParsedFile Read(byte[] bytes, CsvProfile? given = null, CsvProfile? remembered = null, string currency = "EUR") =>
        ParsedFile.Of(StatementReader.Survey(new StatementFile("statement", bytes), Currency.Of(currency), new CsvMapping(given, remembered)));

    public static byte[] Fixture(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Banking", "Fixtures", name));

    /// <summary>All lines as “day amount description”.</summary>
    public static string[] Lines(this ParsedFile file) =>
        [.. file.Statements.SelectMany(statement => statement.Lines).Select(line => $"{line.Date:yyyy-MM-dd} {line.Amount.ToPlainString()} {line.Description}")];

    public static string[] Reasons(this ParsedFile file) => [.. file.Rejected.Select(line => $"{line.Line}: {line.Reason}")];
}
