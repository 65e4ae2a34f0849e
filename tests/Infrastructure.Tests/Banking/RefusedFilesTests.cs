using System.Text;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class RefusedFilesTests
{
    private const string Camt = "<Document><BkToCstmrStmt><Stmt>";
    private const string Mt940 = ":20:A\n:25:12345678/1\n:60F:C260601EUR1,00\n";
    private const string Csv = "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n";

    [TestCase("banking.empty_file", "")]
    [TestCase("banking.empty_file", "\ufeff \r\n\t ")]
    [TestCase("banking.no_lines", "Date,Description,Amount\n")]
    [TestCase("banking.truncated_file", "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n2026-06-0")]
    [TestCase("banking.truncated_file", "Date,Description,Amount\n2026-06-01,\"Coffee,-4.50\n2026-06-02,Tea,-3.00\n")]
    [TestCase("banking.truncated_file", "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKTRANLIST><STMTTRN><DTPOST")]
    [TestCase("banking.truncated_file", "<?xml version=\"1.0\"?><OFX><BANKMSGSRSV1></BANKMSGSRSV1>")]
    [TestCase("banking.no_statement", "<OFX></OFX>")]
    [TestCase("banking.document_type_refused", "<?xml version=\"1.0\"?><!DOCTYPE OFX [<!ENTITY xxe SYSTEM \"file:///etc/passwd\">]><OFX><NAME>&xxe;</NAME></OFX>")]
    [TestCase("banking.document_type_refused", "<OFX><!ENTITY a \"b\"></OFX>")]
    [TestCase("banking.document_type_refused", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Document><BkToCstmrStmt><Stmt><Id>&a;</Id></Stmt></BkToCstmrStmt></Document>")]
    [TestCase("banking.truncated_file", "<Document><BkToCstmrStmt><Stmt><Id>1</Id><Ntry><Amt Ccy=\"EUR\">1.0")]
    [TestCase("banking.malformed_file", "<Document><BkToCstmrStmt><Stmt><Id>1</Ix></Stmt></BkToCstmrStmt></Document>")]
    [TestCase("banking.no_statement", "<Document><BkToCstmrStmt></BkToCstmrStmt></Document>")]
    [TestCase("banking.truncated_file", ":20:A\n:25:12345678/1\n:60F:C260601EUR1,00\n:61:2606010601D1,00NTRFNONREF\n:86:Ren")]
    [TestCase("banking.no_statement", ":20:STARTUMS\n:25:12345678/678\n")]
    [TestCase("banking.truncated_file", "!Type:Bank\nD13/06/2026\nT-1.00\n^\nD14/06/2026\nT-12")]
    [TestCase("banking.no_statement", "!Type:Cat\nNRent\n^\n")]
    [TestCase("banking.no_lines", "!Type:Bank\n")]
    public void A_file_with_a_fault_is_refused_by_its_name(string code, string text) => Refusal(text).Code.ShouldBe(code);

    [TestCase("<!DOCTYPE html><html><body>Sign in</body></html>")]
    [TestCase("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>")]
    [TestCase("{\"transactions\":[]}")]
    [TestCase("Dear customer\nplease find nothing here\n")]
    [TestCase("MZ\0\0\0\0")]
    [TestCase("Date,Amount\n2026-06-01,\0")]
    public void What_is_no_statement_of_any_format_is_an_unsupported_type(string text) => Refusal(text).Kind.ShouldBe(ErrorKind.UnsupportedType);

    [TestCase("%PDF-1.7\n%âãÏÓ", "This is a PDF document. Download the statement from your bank as CAMT, MT940, OFX, QIF or CSV.")]
    [TestCase("PK\u0003\u0004\u0014\0", "This is a ZIP archive or an Excel workbook. Download the statement from your bank as CAMT, MT940, OFX, QIF or CSV.")]
    [TestCase("\u0089PNG\r\n\u001a\n", "This is a PNG picture. Download the statement from your bank as CAMT, MT940, OFX, QIF or CSV.")]
    public void A_known_type_is_called_by_its_name(string latin, string message)
    {
        var refused = Should.Throw<DomainException>(() => Statements.Read(Encoding.Latin1.GetBytes(latin))).Error;

        (refused.Kind, refused.Message).ShouldBe((ErrorKind.UnsupportedType, message));
    }

    [Test]
    public void A_heading_that_begins_like_a_program_is_still_read() =>
        Statements.Read("MZ,Date,Amount\nx,2026-06-01,1.00\n").Lines().ShouldBe(["2026-06-01 1.00 "]);

    [Test, CancelAfter(20_000)]
    public void One_giant_line_a_million_columns_and_endless_nesting_are_refused_quickly()
    {
        Refusal(Csv + new string('x', 15_000_000)).Code.ShouldBe("banking.line_too_long");
        Refusal(Csv + string.Concat(Enumerable.Repeat("a,", 1_000_000))).Code.ShouldBe("banking.line_too_long");
        Refusal(Csv + string.Concat(Enumerable.Repeat("a,", 600)) + "\n").Code.ShouldBe("banking.too_many_columns");
        Refusal(Csv + string.Concat(Enumerable.Repeat("2026-06-01,Coffee,-4.50\n", 200_001))).Code.ShouldBe("banking.too_many_lines");
        Refusal("<OFX>" + string.Concat(Enumerable.Repeat("<A>", 1_000_000))).Code.ShouldBe("banking.malformed_file");
        Refusal("<OFX>" + string.Concat(Enumerable.Repeat("<A>1", 3_000_000))).Code.ShouldBe("banking.too_many_lines");
        Refusal("<OFX>" + new string('<', 10_000_000)).Code.ShouldBe("banking.truncated_file");
        Refusal(Camt + string.Concat(Enumerable.Repeat("<A>", 5_000_000))).Code.ShouldBe("banking.malformed_file");
        Refusal(Camt + string.Concat(Enumerable.Repeat("<Ntry/>", 300_000))).Code.ShouldBe("banking.too_many_lines");
        Refusal(Camt + "<Ntry><Amt>" + string.Concat(Enumerable.Repeat("1<!---->", 2_000_000))).Code.ShouldBe("banking.truncated_file");
        Refusal(Camt + "<Ntry " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"a{i}=\">\" ")) + "></Ntry>").Code.ShouldBe("banking.malformed_file");
        Refusal(Mt940 + string.Concat(Enumerable.Repeat(":61:260601D1,NTRF\n", 300_000))).Code.ShouldBe("banking.too_many_lines");
        Refusal(Mt940 + ":86:" + new string('?', 15_000_000)).Code.ShouldBe("banking.line_too_long");
        Refusal("!Type:Bank\n" + string.Concat(Enumerable.Repeat("D1/2/26\nT1\n^\n", 300_000))).Code.ShouldBe("banking.too_many_lines");
    }

    [Test]
    public void A_file_over_the_limit_is_refused_by_size_before_it_is_read_to_the_end()
    {
        using var endless = new EndlessStream();

        var refused = Should.Throw<DomainException>(() => StatementFile.ReadAsync("big.csv", endless, CancellationToken.None)).Error;

        refused.Kind.ShouldBe(ErrorKind.TooLarge);
        endless.Handed.ShouldBeLessThanOrEqualTo(StatementFile.LargestSize + 128 * 1024);
    }

    [Test]
    public void An_encoding_that_does_not_exist_is_named() =>
        Should.Throw<DomainException>(() => Statements.Read(Csv, new CsvProfile { Encoding = "klingon" }))
            .Error.Fields!.Keys.ShouldBe(["profile.encoding"]);

    private static Error Refusal(string text) => Should.Throw<DomainException>(() => Statements.Read(text)).Error;

    private sealed class EndlessStream : Stream
    {
        public long Handed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Handed;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Handed += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
