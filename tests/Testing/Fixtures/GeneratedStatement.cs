using System.Globalization;
using System.Text;

namespace Financbase.Testing.Fixtures;

/// <summary>Writes the lines of <see cref="StatementFixture"/> as OFX 1.0.2 and as a European bank's CSV.</summary>
public static class GeneratedStatement
{
    private static readonly (string Counterparty, string Description, decimal Amount)[] Daily =
    [
        ("Cafe Kranich", "Card payment, team coffee", -14.80m),
        ("Nordwind Software GmbH", "Invoice NW-26 hosting", -89.00m),
        ("Alder Freight", "Payment of invoice INV-20", 640.50m),
        ("Papierhaus Elbe", "Card payment, office supplies", -37.25m),
        ("Juniper Hotels", "Card payment, travel", -212.40m),
        ("Granite Peak Tools", "Payment of invoice INV-21", 985.00m),
    ];

    private static readonly (int Day, string Counterparty, string Description, decimal Amount)[] Special =
    [
        (1, "Hafenkontor Vermietung", "Office rent June 2026", -2400.00m),
        (3, "Parkhaus Hafen", StatementFixture.Twin, -6.50m),
        (3, "Parkhaus Hafen", StatementFixture.Twin, -6.50m),
        (10, "Bluefin Logistics", "Payment of invoice INV-2045", 3975.00m),
        (15, "Tax office Hamburg", "Advance VAT return May 2026", -1380.15m),
        (22, "Ironleaf Print & Design", "Invoice 7781 trade fair stand", -1125.00m),
        (28, "Payroll", "Salaries June 2026", -7810.42m),
        (28, "Payroll", "Social security June 2026", -3020.10m),
        (29, "Kiosk am Steg", "Card payment, Cafe <Zur Bruecke>", -1000.00m),
        (30, "Hansebank", "Account fee", -9.90m),
    ];

    private static readonly NumberFormatInfo CommaDecimals = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string ClosingBalance =>
        Plain(decimal.Parse(StatementFixture.OpeningBalance, CultureInfo.InvariantCulture) + Lines().Sum(line => line.Amount));

    public static byte[] ToOfx()
    {
        var text = new StringBuilder("""
            OFXHEADER:100
            DATA:OFXSGML
            VERSION:102
            SECURITY:NONE
            ENCODING:USASCII
            CHARSET:1252
            COMPRESSION:NONE
            OLDFILEUID:NONE
            NEWFILEUID:NONE

            <OFX>
            <SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260701060000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
            <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
            """);
        text.Append(CultureInfo.InvariantCulture, $"\n<STMTRS><CURDEF>{StatementFixture.Currency}<BANKACCTFROM><BANKID>37040044<ACCTID>{StatementFixture.Iban}<ACCTTYPE>CHECKING</BANKACCTFROM>\n");
        text.Append("<BANKTRANLIST><DTSTART>20260601<DTEND>20260630\n");
        foreach (var (number, day, counterparty, description, amount) in Lines())
        {
            text.Append(CultureInfo.InvariantCulture, $"<STMTTRN><TRNTYPE>{(amount < 0 ? "DEBIT" : "CREDIT")}<DTPOSTED>{day:yyyyMMdd}120000[+1:CET]<TRNAMT>{Plain(amount)}");
            text.Append(CultureInfo.InvariantCulture, $"<FITID>HB2606{number:D4}<NAME>{Escape(counterparty)}<MEMO>{Escape(description)}</STMTTRN>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"</BANKTRANLIST><LEDGERBAL><BALAMT>{ClosingBalance}<DTASOF>20260630</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public static byte[] ToCsv()
    {
        var text = new StringBuilder("Account;Booking date;Counterparty;Description;Amount;Currency;Balance\r\n");
        var balance = decimal.Parse(StatementFixture.OpeningBalance, CultureInfo.InvariantCulture);
        foreach (var (_, day, counterparty, description, amount) in Lines())
        {
            balance += amount;
            text.Append(CultureInfo.InvariantCulture, $"{StatementFixture.Iban};{day:dd.MM.yyyy};{counterparty};\"{description}\";{German(amount)};{StatementFixture.Currency};{German(balance)}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<(int Number, DateOnly Day, string Counterparty, string Description, decimal Amount)> Lines()
    {
        var daily = Enumerable.Range(0, StatementFixture.Lines - Special.Length).Select(index =>
        {
            var (counterparty, description, amount) = Daily[index % Daily.Length];
            return (Day: 2 + index * 27 / (StatementFixture.Lines - Special.Length), counterparty, $"{description} {index + 1:D2}", amount + (index / Daily.Length) * 0.35m);
        });
        return Special.Concat(daily)
            .OrderBy(line => line.Item1)
            .Select((line, index) => (index + 1, new DateOnly(2026, 6, line.Item1), line.Item2, line.Item3, line.Item4));
    }

    private static string Plain(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string German(decimal amount) => amount.ToString("#,##0.00", CommaDecimals);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
