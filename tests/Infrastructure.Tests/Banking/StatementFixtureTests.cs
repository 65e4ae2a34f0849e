using System.Globalization;
using Financbase.Testing.Fixtures;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class StatementFixtureTests
{
    [Test]
    public void The_committed_files_are_what_the_generator_writes()
    {
        StatementFixture.Ofx.ShouldBe(GeneratedStatement.ToOfx());
        StatementFixture.Csv.ShouldBe(GeneratedStatement.ToCsv());
    }

    [Test]
    public void Both_formats_say_the_same()
    {
        foreach (var statement in new[] { StatementFixture.Ofx, StatementFixture.Csv }.Select(file => Statements.Read(file).Statements.ShouldHaveSingleItem()))
        {
            statement.Lines.Count.ShouldBe(StatementFixture.Lines);
            statement.Lines.Count(line => line.Amount.Amount < -1000).ShouldBe(StatementFixture.LargePayments);
            statement.Lines.Where(line => line.Description == StatementFixture.Twin).Select(line => (line.Date, line.Amount)).Distinct().Count().ShouldBe(1);
            statement.Lines.Count(line => line.Description == StatementFixture.Twin).ShouldBe(2);
            statement.Account!.Value.Text.ShouldBe(StatementFixture.Iban);
            statement.Closing!.Value.ToPlainString().ShouldBe(StatementFixture.ClosingBalance);
            (decimal.Parse(StatementFixture.OpeningBalance, CultureInfo.InvariantCulture) + statement.Lines.Sum(line => line.Amount.Amount))
                .ShouldBe(statement.Closing.Value.Amount);
        }

        Words(StatementFixture.Ofx).ShouldBe(Words(StatementFixture.Csv));
    }

    private static string[] Words(byte[] file) =>
        [.. Statements.Read(file).Statements[0].Lines.Select(line => $"{line.Date:O} {line.Amount} {line.Counterparty} {line.Description}")];
}
