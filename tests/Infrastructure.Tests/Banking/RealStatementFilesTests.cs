using System.Globalization;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>Files as banks write them: the repository's own, and those of real banks where they are at hand (see <see cref="RealFile"/>).</summary>
public sealed class RealStatementFilesTests
{
    [TestCaseSource(nameof(Readable))]
    public void A_real_file_is_read_to_the_last_line(RealFile file)
    {
        var parsed = Read(file);

        (parsed.Csv?.Questions ?? []).ShouldBeEmpty();
        parsed.Reasons().ShouldBe(file.Rejected);
        parsed.Statements.Select(Describe).ShouldBe(file.Statements);
        var lines = All(parsed).Select(Describe).ToList();
        (lines.FirstOrDefault("none"), lines.LastOrDefault("none")).ShouldBe((file.First, file.Last));
    }

    [TestCaseSource(nameof(WithOracle))]
    public void Every_amount_is_what_another_program_reads(RealFile file)
    {
        var oracle = ExpectedParse.Of(file.Found);

        oracle.ShouldNotBeEmpty();
        All(Read(file)).Select(line => (line.Amount.Amount, line.Date)).TakeLast(oracle.Count).ShouldBe(oracle);
    }

    [Test]
    public void No_file_of_the_repository_is_forgotten() =>
        Directory.EnumerateFiles(RealFile.OwnFolder).Select(Path.GetFileName).ShouldBe(OwnFiles.All.Select(file => file.Path), ignoreOrder: true);

    [TestCase(StatementFormat.Camt, 3)]
    [TestCase(StatementFormat.Csv, 1)]
    [TestCase(StatementFormat.Mt940, 2)]
    [TestCase(StatementFormat.Ofx, 1)]
    [TestCase(StatementFormat.Qif, 1)]
    public void Each_format_has_files_of_the_repository(StatementFormat format, int least) =>
        OwnFiles.All.Count(file => Read(file).Format == format).ShouldBeGreaterThanOrEqualTo(least);

    [Test]
    public void No_file_is_forgotten()
    {
        if (!Directory.Exists(RealFile.Folder))
        {
            Assert.Ignore("The real files are not here.");
        }

        string[] oracles = [".json", ".yml"];
        Directory.EnumerateFiles(RealFile.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RealFile.Folder, path).Replace('\\', '/'))
            .Where(path => !path.Contains("LICENSE", StringComparison.Ordinal) && !oracles.Contains(Path.GetExtension(path)))
            .Except(RealFile.Readable.Concat(RealFile.Faulty.Select(faulty => faulty.File)).Select(file => file.Path))
            .ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Refused))]
    public void A_faulty_file_is_refused_or_gives_no_line(RealFile file, string code)
    {
        try
        {
            var parsed = Read(file);

            parsed.Statements.SelectMany(statement => statement.Lines).ShouldBeEmpty();
            parsed.Reasons().ShouldBe(file.Statements);
            code.ShouldBe("none");
        }
        catch (DomainException refused)
        {
            refused.Error.Code.ShouldBe(code);
        }
    }

    public static IEnumerable<RealFile> Readable() => [.. OwnFiles.All, .. RealFile.Readable.Where(file => file.Exists)];

    public static IEnumerable<RealFile> WithOracle() => RealFormats.Camt.Concat(RealFormats.Mt940).Where(file => file.Exists);

    public static IEnumerable<TestCaseData> Refused() =>
        RealFile.Faulty.Where(faulty => faulty.File.Exists).Select(faulty => new TestCaseData(faulty.File, faulty.Code));

    private static ParsedFile Read(RealFile file) => Statements.Read(File.ReadAllBytes(file.Found), file.Profile, currency: file.Currency);

    private static IEnumerable<StatementLine> All(ParsedFile parsed) =>
        parsed.Statements.SelectMany(statement => statement.Lines.Concat(statement.NotBooked));

    private static string Describe(ParsedStatement statement)
    {
        var sum = new Money(statement.Lines.Sum(line => line.Amount.Minor), statement.Currency);
        return $"{statement.Account?.Text ?? "no account"}, {statement.Currency}, {statement.Lines.Count} lines, {sum.ToPlainString()}, "
            + $"{statement.Opening?.ToPlainString() ?? "?"} to {statement.Closing?.ToPlainString() ?? "?"}"
            + (statement.NotBooked.Count > 0 ? $", {statement.NotBooked.Count} not booked" : "");
    }

    private static string Describe(StatementLine line) => string.Join(" | ", new[]
    {
        line.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Amount.ToPlainString(), line.Description,
        line.Counterparty, line.Reference, line.BankId,
    }.Where(text => !string.IsNullOrEmpty(text)));
}
