using System.Globalization;
using System.Text;
using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>Made-up files near the limit of 20 MB, each line with words and an id of its own, all in one statement.</summary>
internal static class LongFiles
{
    private static readonly DateOnly First = new(2026, 1, 1);

    public static int LinesOf(StatementFormat format) => format == StatementFormat.Camt ? 110_000 : 150_000;

    public static byte[] Of(StatementFormat format)
    {
        var text = new StringBuilder(format switch
        {
            StatementFormat.Csv => "Date,Description,Counterparty,Amount,Currency,Id\n",
            StatementFormat.Mt940 => ":20:A\n:25:DE89370400440532013000\n:60F:C260101EUR0,00\n",
            StatementFormat.Camt => "<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>",
            StatementFormat.Ofx => "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1234567</BANKACCTFROM><BANKTRANLIST>\n",
            StatementFormat.Qif => "!Type:Bank\n",
        });
        for (var line = 0; line < LinesOf(format); line++)
        {
            AddLine(text, format, line);
        }

        text.Append(format switch
        {
            StatementFormat.Mt940 => ":62F:C260630EUR0,00\n-\n",
            StatementFormat.Camt => "</Stmt></BkToCstmrStmt></Document>",
            StatementFormat.Ofx => "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n",
            _ => "",
        });
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddLine(StringBuilder text, StatementFormat format, int line)
    {
        var day = First.AddDays(line / 1_000);
        var (year, month, date) = (day.ToString("yyMMdd", CultureInfo.InvariantCulture), day.ToString("MMdd", CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        text.Append(format switch
        {
            StatementFormat.Csv => $"{date},Payment of invoice {line:D6},Company {line % 900},-{line % 5_000}.50,EUR,HB{line:D6}\n",
            StatementFormat.Mt940 => $":61:{year}{month}D{line % 5_000},50NTRFNONREF//HB{line:D6}\n:86:Payment of invoice {line:D6} to company {line % 900}\n",
            StatementFormat.Camt => $"<Ntry><Amt Ccy=\"EUR\">{line % 5_000}.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>{date}</Dt></BookgDt><AcctSvcrRef>HB{line:D6}</AcctSvcrRef><AddtlNtryInf>Payment {line:D6}</AddtlNtryInf></Ntry>",
            StatementFormat.Ofx => $"<STMTTRN><DTPOSTED>20{year}<TRNAMT>-{line % 5_000}.50<FITID>HB{line:D6}<NAME>Company {line % 900}<MEMO>Payment of invoice {line:D6}</STMTTRN>\n",
            StatementFormat.Qif => $"D{date}\nT-{line % 5_000}.50\nPCompany {line % 900}\nMPayment of invoice {line:D6}\n^\n",
        });
    }
}
