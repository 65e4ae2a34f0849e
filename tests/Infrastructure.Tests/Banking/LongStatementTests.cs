using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Banking.Statements;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>However long a file is, its content is held and its lines are not.</summary>
[NonParallelizable]
public sealed class LongStatementTests
{
    // Most of it is a hash for each of the bank's ids; the lines alone would be several times as much.
    private const long MostBytes = 8 * 1024 * 1024;
    private const int FewestLooks = 20;

    [TestCase(StatementFormat.Csv)]
    [TestCase(StatementFormat.Ofx)]
    [TestCase(StatementFormat.Qif)]
    [TestCase(StatementFormat.Camt)]
    [TestCase(StatementFormat.Mt940)]
    public void A_file_near_the_limit_is_read_without_holding_its_lines(StatementFormat format)
    {
        var content = LongFiles.Of(format);
        content.Length.ShouldBeInRange(StatementFile.LargestSize / 3, StatementFile.LargestSize);
        using var probe = new ProbedContent(content);
        var before = probe.Look();

        var survey = StatementReader.Survey(new StatementFile("long", probe.Memory), Currency.Of("EUR"), CsvMapping.Unknown);
        var surveying = probe.Most - before;
        var lines = survey.Lines().Count(line => line.IsBooked);

        survey.Format.ShouldBe(format);
        survey.Rejected.Count.ShouldBe(0);
        (survey.Statements.ShouldHaveSingleItem().Lines, lines).ShouldBe((LongFiles.LinesOf(format), LongFiles.LinesOf(format)));
        probe.Looks.ShouldBeGreaterThan(FewestLooks);
        TestContext.Out.WriteLine($"{format}: {content.Length / 1024} KB, {lines} lines, {surveying / 1024} KB held at most, {(probe.Most - before) / 1024} KB with the lines");
        (probe.Most - before).ShouldBeLessThan(MostBytes);
    }

    [Test]
    public void The_bound_would_notice_lines_that_are_held()
    {
        using var probe = new ProbedContent(LongFiles.Of(StatementFormat.Qif));
        var before = probe.Look();

        FoundLine[] held = [.. StatementReader.Survey(new StatementFile("long", probe.Memory), Currency.Of("EUR"), CsvMapping.Unknown).Lines()];

        (probe.Look() - before).ShouldBeGreaterThan(MostBytes);
        GC.KeepAlive(held);
    }
}
