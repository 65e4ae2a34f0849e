using System.Text;
using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class CamtReadingTests
{
    private static readonly string[] Lines =
    [
        "2026-06-01 -1200.00 Office rent June & July",
        "2026-06-02 100.00 Alder Freight", "2026-06-02 100.00 Juniper Hotels", "2026-06-02 100.00 Bluefin Logistics",
        "2026-06-03 -212.50 Salaries June",
        "2026-06-04 100.00 Taken back",
    ];

    [Test]
    public void A_statement_of_version_2()
    {
        var file = Statements.Read(Statements.Fixture("statement.camt053.v2.xml"));

        file.Format.ShouldBe(StatementFormat.Camt);
        file.Lines().ShouldBe(Lines);
        var statement = file.Statements.ShouldHaveSingleItem();
        statement.Account!.Value.Text.ShouldBe("DE89370400440532013000");
        (statement.Opening!.Value.ToPlainString(), statement.Closing!.Value.ToPlainString()).ShouldBe(("1000.00", "-12.50"));
        (statement.From, statement.To).ShouldBe((new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30)));
        (statement.Opening.Value.Minor + statement.Lines.Sum(line => line.Amount.Minor)).ShouldBe(statement.Closing.Value.Minor);
    }

    [Test]
    public void The_other_side_by_direction_and_for_what_is_taken_back_by_the_original() => Fixture()
        .Select(line => line.Counterparty)
        .ShouldBe(["Hafenkontor Vermietung", "Alder Freight", "Juniper Hotels", "Bluefin Logistics", null, "Papierhaus Elbe"]);

    [Test]
    public void The_banks_own_reference_identifies_a_line_and_each_part_of_a_batch() => Fixture()
        .Select(line => line.BankId).ShouldBe(["HB0001", "HB0002/1", "HB0002/2", "HB0002/3", "HB0003", null]);

    [Test]
    public void What_the_payer_wrote_is_a_reference() => Fixture()
        .Select(line => line.Reference).ShouldBe([null, "INV-1", "INV-2", "INV-3", "SALARIES-06", "RF18539007547034"]);

    [Test]
    public void A_pending_entry_is_kept_apart() => Statements.Read(Statements.Fixture("statement.camt053.v2.xml"))
        .Statements[0].NotBooked.Select(line => $"{line.Date:O} {line.Amount} {line.Description}").ShouldBe(["2026-06-30 -9.90 EUR Account fee"]);

    [Test]
    public void Version_8_and_later_write_status_and_parties_one_level_deeper() => Statements.Read(Edit(
        ("camt.053.001.02", "camt.053.001.13"), ("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>"), ("<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>"),
        ("<Nm>Hafenkontor Vermietung</Nm>", "<Pty><Nm>Hafenkontor Vermietung</Nm></Pty>"),
        ("<BookgDt><Dt>2026-06-01</Dt>", "<BookgDt><DtTm>2026-06-01T23:59:00-11:00</DtTm>")))
        .ShouldSatisfyAllConditions(
            file => file.Lines().ShouldBe(Lines),
            file => file.Statements[0].Lines[0].Counterparty.ShouldBe("Hafenkontor Vermietung"),
            file => file.Statements[0].NotBooked.Count.ShouldBe(1));

    [TestCase("camt.052.001.08", "BkToCstmrAcctRpt", "Rpt")]
    [TestCase("camt.054.001.08", "BkToCstmrDbtCdtNtfctn", "Ntfctn")]
    public void A_report_or_notification_only_announces(string version, string message, string statement)
    {
        var file = Statements.Read(Edit(("camt.053.001.02", version), ("Stmt>", statement + ">"), ("BkToCstmr" + statement, message)));

        file.Lines().ShouldBeEmpty();
        file.Statements[0].NotBooked.Count.ShouldBe(7);
        (file.Statements[0].Opening, file.Statements[0].Closing).ShouldBe((null, null));
    }

    [Test]
    public void A_prefix_or_a_missing_namespace_changes_nothing()
    {
        const string name = " xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"";
        Statements.Read(Edit((name, ""))).Lines().ShouldBe(Lines);
        Statements.Read(Edit(("</", "~"), ("<?", "?"), ("<", "<n:"), ("~", "</n:"), ("?xml", "<?xml"), (name, name.Replace("xmlns", "xmlns:n", StringComparison.Ordinal))))
            .Lines().ShouldBe(Lines);
    }

    [Test]
    public void Details_that_do_not_add_up_to_their_entry_are_not_taken_for_lines() => Statements.Read(Edit(
        ("<Amt Ccy=\"EUR\">100.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Juniper", "<Amt Ccy=\"EUR\">99.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Juniper")))
        .Lines()[1].ShouldBe("2026-06-02 300.00 3 payments in one");

    [Test]
    public void A_reference_that_two_equal_lines_share_identifies_neither()
    {
        const string twin = "<Ntry><Amt Ccy=\"EUR\">9.90</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-06-05</Dt></BookgDt><AcctSvcrRef>FEE</AcctSvcrRef></Ntry>";
        Statements.Read(Edit(("    </Stmt>", twin + twin + "</Stmt>"))).Statements[0].Lines
            .Where(line => line.Amount.Minor == -990).Select(line => line.BankId).ShouldBe([null, null]);
    }

    [TestCase("<BookgDt><Dt>2026-06-01</Dt></BookgDt><ValDt><Dt>2026-06-02</Dt></ValDt>", "<BookgDt><Dt>2026-02-30</Dt></BookgDt>", "There is no date.")]
    [TestCase("<Amt Ccy=\"EUR\">1200.00</Amt>", "<Amt Ccy=\"EUR\">12x</Amt>", "“12x” is not an amount.")]
    [TestCase("<Amt Ccy=\"EUR\">1200.00</Amt>", "<Amt Ccy=\"USD\">1200.00</Amt>", "The amount is in USD, the statement in EUR.")]
    [TestCase("<Amt Ccy=\"EUR\">1200.00</Amt>", "<Amt Ccy=\"EUR\">1200.005</Amt>", "EUR has 2 decimals, so -1200.005 is not an amount.")]
    [TestCase("<Amt Ccy=\"EUR\">1200.00</Amt>", "<Amt Ccy=\"EUR\">99999999999999999</Amt>", "The amount is too large.")]
    [TestCase("1200.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>", "1200.00</Amt>", "It is neither credit nor debit.")]
    public void An_entry_that_cannot_be_read_is_rejected_and_the_others_stay(string written, string wrong, string reason)
    {
        var file = Statements.Read(Edit((written, wrong)));

        file.Reasons().ShouldBe([$"11: {reason}"]);
        file.Lines().ShouldBe(Lines[1..]);
    }

    private static IReadOnlyList<StatementLine> Fixture() => Statements.Read(Statements.Fixture("statement.camt053.v2.xml")).Statements[0].Lines;

    private static string Edit(params (string From, string To)[] changes) => changes.Aggregate(
        Encoding.UTF8.GetString(Statements.Fixture("statement.camt053.v2.xml")).ReplaceLineEndings("\n"),
        (text, change) => text.Contains(change.From, StringComparison.Ordinal)
            ? text.Replace(change.From, change.To, StringComparison.Ordinal)
            : throw new ArgumentException(change.From));
}
