namespace Financbase.Infrastructure.Tests.Banking;

public sealed class OfxReadingTests
{
    private const string Header = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n";

    [Test]
    public void Version_1_without_closing_tags_in_windows_1252()
    {
        var file = Statements.Read(Statements.Fixture("sgml.windows-1252.ofx"));

        file.Lines().ShouldBe(["2026-06-01 -12.50 Café Zürich & Söhne", "2026-06-30 1000.00 Salary < June"]);
        file.Statements[0].Lines[1].ShouldSatisfyAllConditions(
            line => line.Counterparty.ShouldBe("Nordwind GmbH"), line => line.Reference.ShouldBe("4711"), line => line.BankId.ShouldBe("F2"));
        file.Statements[0].Closing!.Value.ToPlainString().ShouldBe("2345.67");
    }

    [Test]
    public void Version_2_with_namespaces_comments_cdata_and_empty_elements()
    {
        var file = Statements.Read("""
            <?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="220"?>
            <OFX xmlns="urn:test"><!-- a <STMTTRN> in a comment is none -->
            <CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR</CURDEF><CCACCTFROM><ACCTID>****4242</ACCTID></CCACCTFROM>
            <BANKTRANLIST><DTSTART>20260601</DTSTART><DTEND>20260630</DTEND>
            <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260603</DTPOSTED><TRNAMT>-12,50</TRNAMT><FITID>1</FITID><CHECKNUM/>
            <NAME><![CDATA[Rook & Sons <Ltd>]]></NAME></STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
            """);

        file.Lines().ShouldBe(["2026-06-03 -12.50 Rook & Sons <Ltd>"]);
        file.Statements[0].Account!.Value.Text.ShouldBe("****4242");
    }

    [Test]
    public void Empty_values_that_nobody_closed_swallow_nothing() => Read(
        "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260603<TRNAMT>-1.00<FITID><CHECKNUM>\n<NAME>Bakery<MEMO></STMTTRN>"
        + "<STMTTRN><DTPOSTED>20260604<TRNAMT>-2.00<NAME>Bakery</STMTTRN>").Lines().ShouldBe(["2026-06-03 -1.00 Bakery", "2026-06-04 -2.00 Bakery"]);

    [TestCase("20260603120000.000[-5:EST]", "2026-06-03")]
    [TestCase("20260603235959[-11]", "2026-06-03")]
    [TestCase("202606031200", "2026-06-03")]
    [TestCase("20260603120000 [0:GMT]", "2026-06-03")]
    public void A_day_is_the_one_that_the_bank_wrote(string written, string day) =>
        Read($"<STMTTRN><DTPOSTED>{written}<TRNAMT>1<NAME>A</STMTTRN>").Lines().ShouldBe([$"{day} 1.00 A"]);

    [Test]
    public void A_line_without_day_or_amount_is_rejected_and_the_others_stay() => Read("""
        <STMTTRN><DTPOSTED>20260603<TRNAMT>-1.00<NAME>Good</STMTTRN>
        <STMTTRN><TRNAMT>-1.00<NAME>No day</STMTTRN>
        <STMTTRN><DTPOSTED>2026-06-03<TRNAMT>-1.00<NAME>Odd day</STMTTRN>
        <STMTTRN><DTPOSTED>20260603<NAME>No amount</STMTTRN>
        <STMTTRN><DTPOSTED>20260603<TRNAMT>$120<NAME>Odd amount</STMTTRN>
        <STMTTRN><DTPOSTED>20260603<TRNAMT>1.005<NAME>Too exact</STMTTRN>
        <STMTTRN><DTPOSTED>20260603<TRNAMT>1.00<NAME>Foreign<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY></STMTTRN>
        <STMTTRN><DTPOSTED>20260603<TRNAMT>1.00<NAME>Converted<ORIGCURRENCY><CURRATE>1.1<CURSYM>USD</ORIGCURRENCY></STMTTRN>
        """).ShouldSatisfyAllConditions(
        file => file.Lines().ShouldBe(["2026-06-03 -1.00 Good", "2026-06-03 1.00 Converted"]),
        file => file.Rejected.Select(line => line.Reason).ShouldBe(
        [
            "There is no date.", "“2026-06-03” is not a date.", "There is no amount.", "“$120” is not an amount.",
            "EUR has 2 decimals, so 1.005 is not an amount.", "The amount is in USD, the statement in EUR.",
        ]));

    [Test]
    public void An_entity_of_the_documents_own_stays_text() =>
        Read("<STMTTRN><DTPOSTED>20260603<TRNAMT>1<NAME>&xxe; &amp; &#65;&#0;</STMTTRN>").Lines().ShouldBe(["2026-06-03 1.00 &xxe; & A"]);

    private static ParsedFile Read(string transactions) => Statements.Read(
        $"{Header}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1234567</BANKACCTFROM>"
        + $"<BANKTRANLIST>{transactions}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>");
}
