using System.Globalization;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Banking.Statements.Mt940;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class Mt940ReadingTests
{
    [Test]
    public void A_statement_in_swifts_envelope_around_new_year()
    {
        var file = Statements.Read(Statements.Fixture("statement.sta"));

        file.Format.ShouldBe(StatementFormat.Mt940);
        file.Lines().ShouldBe(
        [
            "2025-12-31 -1200.00 Office rent January", "2026-01-02 640.50 Payment of invoice INV-20",
            "2026-01-02 -10.00 Return of a credit", "2026-03-02 12.00 Debit taken back",
        ]);
        file.Statements[0].ShouldSatisfyAllConditions(
            statement => statement.Account!.Value.Text.ShouldBe("37040044/0532013000"),
            statement => statement.Account!.Value.Matches(new AccountIdentification("DE89370400440532013000")).ShouldBeTrue(),
            statement => (statement.Opening!.Value.ToPlainString(), statement.Closing!.Value.ToPlainString()).ShouldBe(("1000.00", "442.50")),
            statement => statement.To.ShouldBe(new DateOnly(2026, 1, 3)));
    }

    [Test]
    public void Who_and_under_which_references() => Statements.Read(Statements.Fixture("statement.sta")).Statements[0].Lines
        .Select(line => $"{line.Counterparty}|{line.Reference}|{line.BankId}").ShouldBe(
        ["Hafenkontor Vermietungs-GmbH|RENT-2026-01|HB0001", "Alder Freight|INV-20|HB0002", "||", "Papierhaus Elbe|E-7|"]);

    [Test]
    public void A_line_without_a_real_day_amount_or_shape_is_rejected_with_its_reason() =>
        Statements.Read(Statements.Fixture("statement.sta")).Reasons().ShouldBe(
        [
            "16: “260230” is not a date.", "18: EUR has 2 decimals, so -5.555 is not an amount.", "19: “No such field” is not a line of a statement.",
        ]);

    [Test]
    public void An_interim_report_only_announces()
    {
        var report = Statements.Read(Statements.Fixture("statement.sta")).Statements[1];

        report.Lines.ShouldBeEmpty();
        report.NotBooked.ShouldHaveSingleItem().Description.ShouldBe("Account fee");
        (report.Opening, report.Closing).ShouldBe((null, null));
    }

    [TestCase("251231", "0102", "2026-01-02")]
    [TestCase("260102", "1231", "2025-12-31")]
    [TestCase("260615", "", "2026-06-15")]
    [TestCase("240228", "0229", "2024-02-29")]
    [TestCase("160230", "0301", "2016-03-01")]
    [TestCase("160230", "", null)]
    [TestCase("260301", "0230", null)]
    [TestCase("261301", "", null)]
    public void The_day_of_booking(string value, string entry, string? expected) =>
        Mt940Dates.Booking(value, entry)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(expected);

    [TestCase("C", "5.00")]
    [TestCase("D", "-5.00")]
    [TestCase("RC", "-5.00")]
    [TestCase("RD", "5.00")]
    [TestCase("CR", "5.00")]
    [TestCase("DR", "-5.00")]
    [TestCase("RDR", "5.00")]
    public void Marks_of_direction_with_and_without_a_funds_code(string mark, string amount) =>
        Read($":61:2606010601{mark}5,NTRFNONREF").Lines().ShouldBe([$"2026-06-01 {amount} "]);

    [TestCase("EC")]
    [TestCase("ED")]
    public void What_a_bank_expects_is_not_booked(string mark) =>
        Read($":61:2606010601{mark}5,00NTRFNONREF").Statements[0].ShouldSatisfyAllConditions(
            statement => statement.Lines.ShouldBeEmpty(), statement => statement.NotBooked.Count.ShouldBe(1));

    [Test]
    public void The_currency_is_the_balances_own() => Statements.Read(
        ":20:A\n:25:1234567\n:60F:C260601JPY1000,\n:61:2606010601D500,NTRFNONREF\n:62F:C260601JPY500,\n-\n").Statements[0].ShouldSatisfyAllConditions(
            statement => statement.Currency.Code.ShouldBe("JPY"), statement => statement.Lines[0].Amount.Minor.ShouldBe(-500));

    [Test]
    public void A_balance_that_cannot_be_read_is_named_and_claims_nothing()
    {
        var file = Statements.Read(":20:A\n:25:1234567\n:60F:C2606EUR\n:61:2606010601D5,00NTRFNONREF\n:62F:C260601USD5,00\n-\n", currency: "USD");

        file.Reasons().ShouldBe(["3: “C2606EUR” is not a balance."]);
        file.Statements[0].Opening.ShouldBeNull();
    }

    [Test]
    public void Windows_line_ends_control_characters_and_a_text_that_looks_like_an_end() => Statements.Read(
        "\u0001\r\n:20:A\r\n:25:1234567\r\n:60F:C260601EUR9,00\r\n:61:2606010601D5,00NTRFNONREF\r\n:86:Rent\r\n- of June\r\n:62F:C260601EUR4,00\r\n-\u0003")
        .Lines().ShouldBe(["2026-06-01 -5.00 Rent - of June"]);

    private static ParsedFile Read(string transaction) =>
        Statements.Read($":20:A\n:25:1234567\n:60F:C260601EUR9,00\n{transaction}\n:62F:C260601EUR9,00\n-\n");
}
