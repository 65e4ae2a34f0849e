using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>Files of real banks, where they are at hand (see <see cref="RealFile"/>).</summary>
public sealed class RealStatementFilesTests
{
    [TestCaseSource(nameof(Readable))]
    public void A_real_file_is_read_to_the_last_line(RealFile file)
    {
        var parsed = Read(file);

        (parsed.Csv?.Questions ?? []).ShouldBeEmpty();
        parsed.Rejected.ShouldBeEmpty();
        parsed.Statements.Select(Describe).ShouldBe(file.Statements);
        var lines = parsed.Statements.SelectMany(statement => statement.Lines).Select(Describe).ToList();
        (lines.FirstOrDefault("none"), lines.LastOrDefault("none")).ShouldBe((file.First, file.Last));
    }

    [TestCaseSource(nameof(Refused))]
    public void A_faulty_file_is_refused_or_gives_no_line(RealFile file, string code)
    {
        try
        {
            var parsed = Read(file);

            parsed.Statements.SelectMany(statement => statement.Lines).ShouldBeEmpty();
            parsed.Rejected.Select(line => $"{line.Line}: {line.Reason}").ShouldBe(file.Statements);
            code.ShouldBe("none");
        }
        catch (DomainException refused)
        {
            refused.Error.Code.ShouldBe(code);
        }
    }

    public static IEnumerable<RealFile> Readable() => RealFile.Readable.Where(file => file.Exists);

    public static IEnumerable<TestCaseData> Refused() =>
        RealFile.Faulty.Where(faulty => faulty.File.Exists).Select(faulty => new TestCaseData(faulty.File, faulty.Code));

    private static ParsedFile Read(RealFile file) => new StatementReader().Read(
        new StatementFile(file.Path, File.ReadAllBytes(file.Found)), Currency.Of(file.Currency), new CsvMapping(file.Profile, null));

    private static string Describe(ParsedStatement statement)
    {
        var sum = new Money(statement.Lines.Sum(line => line.Amount.Minor), statement.Currency);
        return $"{statement.Account?.Text ?? "no account"}, {statement.Currency}, {statement.Lines.Count} lines, {sum.ToPlainString()}, "
            + $"{statement.Opening?.ToPlainString() ?? "?"} to {statement.Closing?.ToPlainString() ?? "?"}";
    }

    private static string Describe(StatementLine line) => string.Join(" | ", new[]
    {
        line.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Amount.ToPlainString(), line.Description,
        line.Counterparty, line.Reference, line.BankId,
    }.Where(text => !string.IsNullOrEmpty(text)));
}
