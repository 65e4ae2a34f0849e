using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class QifReadingTests
{
    [Test]
    public void An_account_with_an_opening_balance_splits_lists_and_faults()
    {
        var file = Statements.Read(Statements.Fixture("quicken.qif"), currency: "USD");

        file.Format.ShouldBe(StatementFormat.Qif);
        file.Lines().ShouldBe(["2026-06-13 -1200.00 Office rent June", "2026-06-14 640.50 Alder Freight"]);
        var statement = file.Statements.ShouldHaveSingleItem();
        (statement.Account!.Value.Text, statement.Opening!.Value.ToPlainString(), statement.Closing).ShouldBe(("Main account", "1000.00", null));
        (statement.Lines[0].Counterparty, statement.Lines[0].Reference).ShouldBe(("Hafenkontor Vermietung", "101"));
        file.Reasons().ShouldBe(
        [
            "53: 1 lines of an investment account are not read.",
            "38: “6/31'26” is not a date.", "41: “XYZ” is not an amount in USD.", "44: There is no date.", "47: There is no amount.",
        ]);
    }

    [Test]
    public void Several_accounts_are_told_apart() => Statements.Read(
        "!Account\nNA\n^\n!Type:Bank\nD13/06/2026\nT1\n^\n!Account\nNB\n^\n!Type:CCard\nD14/06/2026\nT2\n^\n!Account\nNA\n^\n!Type:Bank\nD15/06/2026\nT3\n^\n")
        .Statements.Select(statement => $"{statement.Account} {statement.Lines.Count}").ShouldBe(["A 2", "B 1"]);

    [Test]
    public void The_order_of_day_and_month_is_asked_for_and_then_known()
    {
        const string text = "!Type:Bank\nD01/02/2026\nT1.00\nPA\n^\nD03/04/2026\nT2.00\nPB\n^\n";
        Statements.Read(text).Csv!.Questions.ShouldHaveSingleItem().Field.ShouldBe("dateFormat");

        string[] dayFirst = ["2026-02-01 1.00 A", "2026-04-03 2.00 B"];
        Statements.Read(text, new CsvProfile { DateFormat = "DD/MM/YYYY" }).Lines().ShouldBe(dayFirst);
        Statements.Read(text, remembered: new CsvProfile { DateFormat = "dd/MM/yyyy" }).Lines().ShouldBe(dayFirst);
        Statements.Read(text, new CsvProfile { DateFormat = "hh" }).Csv!.Questions.ShouldHaveSingleItem().Field.ShouldBe("dateFormat");
    }

    [Test]
    public void Point_or_comma_by_all_amounts_or_asked_for()
    {
        Statements.Read("!Type:Bank\nD13.06.2026\nT-1.234,50\n^\n").Lines().ShouldBe(["2026-06-13 -1234.50 "]);
        const string open = "!Type:Bank\nD13.06.2026\nT1.250\n^\nD14.06.2026\nT1,250\n^\n";
        Statements.Read(open).Csv!.Questions.ShouldHaveSingleItem().Field.ShouldBe("decimalSeparator");
        Statements.Read("!Type:Bank\nD13.06.2026\nT1.255\n^\n", new CsvProfile { DecimalSeparator = ".", InvertSign = true })
            .Reasons().ShouldBe(["2: EUR has 2 decimals, so -1.255 is not an amount."]);
    }

    [Test]
    public void A_last_record_without_its_mark_counts_when_its_line_is_whole() =>
        Statements.Read("!Type:Bank\nD13/06/2026\nT1.00\nPA\n").Lines().ShouldBe(["2026-06-13 1.00 A"]);
}
