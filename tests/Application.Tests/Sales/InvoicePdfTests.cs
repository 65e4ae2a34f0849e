using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Financbase.Application.Tests.Sales;

/// <summary>Finalised documents on paper, read back.</summary>
public sealed class InvoicePdfTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task It_says_who_to_whom_what_and_how_it_is_paid()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new DescribeIssuer(new(new("Hafenstr. 12", "20457", "Hamburg", "DE"), "DE136695976", "DE89370400440532013000", "COBADEFFXXX")));
        var id = await firm.IssueAsync(firm.Line(100), new InvoiceLineDraft("Πλοίο «Гроза» für Łódź", 2, 1234.5m, 10, firm.Rate));

        using var pdf = await PrintAsync(firm, id);

        pdf.NumberOfPages.ShouldBe(1);
        var text = TextOf(pdf);
        foreach (var said in new[]
        {
            "Invoice INV-2026-00001", "Hafenstr. 12", "20457 Hamburg", "Tax number DE136695976", "Northwind Shipyard", "15 June 2026", "Πλοίο «Гроза» für Łódź", "1,234.50", "2,222.10",
            "less 10 %", "Total in EUR", "2,786.52", "464.42", "DE89 3704 0044 0532 0130 00", "COBADEFFXXX", "Please pay 2786.52 EUR by 1 January 2150.", "Page 1 of 1",
        })
            text.ShouldContain(said);
        pdf.GetPage(1).Letters.ShouldAllBe(letter => letter.FontName!.Contains("DejaVuSans"));
        CodeOf(pdf).ShouldBe("BCD\n002\n1\nSCT\nCOBADEFFXXX\n" + firm.Organization.Info.Name + "\nDE89370400440532013000\nEUR2786.52\n\n\nINV-2026-00001");
        pdf.Information.Title.ShouldBe("Invoice INV-2026-00001");
    }

    [Test]
    public async Task What_is_finalised_goes_on_saying_who_issued_it()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new DescribeIssuer(new(new(City: "Hamburg"), "DE1", "DE89370400440532013000")));
        var id = await firm.IssueAsync(firm.Line(100));

        await firm.Organization.SendAsync(new DescribeIssuer(new(new(City: "Bremen"), "DE2")));

        using var pdf = await PrintAsync(firm, id);
        TextOf(pdf).ShouldContain("Hamburg");
        TextOf(pdf).ShouldNotContain("Bremen");
        (await firm.Organization.SendAsync(new GetIssuer())).Value.Address.City.ShouldBe("Bremen");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync($"UPDATE invoices SET issued_by_sealed = NULL WHERE id = '{id}'"))).SqlState.ShouldBe("23514");
    }

    [Test]
    public async Task Without_an_iban_or_in_another_currency_there_is_no_code_and_a_void_one_says_so()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.Organization.SendAsync(new VoidInvoice(id, TestSales.Day));

        using var pdf = await PrintAsync(firm, id);

        TextOf(pdf).ShouldContain("VOID");
        TextOf(pdf).ShouldNotContain("Please pay");
        SquaresOf(pdf).ShouldBe(0);
    }

    [Test]
    public async Task What_was_paid_is_not_asked_for_again_and_a_credit_note_names_its_invoice()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new DescribeIssuer(new(Iban: "DE89370400440532013000")));
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.PayAsync(id, 20);
        var note = (await firm.Organization.SendAsync(new CreditInvoice(id, [firm.Line(10)], TestSales.Day, null))).Value.Id;

        using var invoice = await PrintAsync(firm, id);
        using var credit = await PrintAsync(firm, note);

        TextOf(invoice).ShouldContain("Please pay 88.00 EUR");
        TextOf(credit).ShouldContain("For invoice INV-2026-00001");
        TextOf(credit).ShouldNotContain("Please pay");
    }

    [Test]
    public async Task A_draft_has_no_paper_and_neither_has_another_organizations_invoice()
    {
        var (firm, other) = (await FirmAsync(), await FirmAsync());
        var (draft, theirs) = (await firm.DraftAsync(firm.Line(1)), await other.IssueAsync(other.Line(1)));

        (await firm.Organization.SendAsync(new GetInvoicePdf(draft))).Error!.Code.ShouldBe("sales.not_finalized");
        (await firm.Organization.SendAsync(new GetInvoicePdf(theirs))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Test]
    public async Task Every_script_is_printed_and_a_character_that_no_font_has_shows_as_a_box()
    {
        var firm = await FirmAsync();
        var many = string.Concat(Enumerable.Range('Ā', 600).Select(code => (char)code).Where(char.IsLetter).Where(letter => $"{letter}".IsNormalized()));
        string[] said = ["株式会社東京 (カタカナ)", "주식회사 서울", "हिन्दी सेवा", "บริการ", "ภาษาไทย", "தமிழ்", "አማርኛ"];
        var id = await firm.IssueAsync([.. said.Append("\U0001FAE0 and \u0007").Append(many).Select(words => new InvoiceLineDraft(words, 1, 1))]);

        using var pdf = await PrintAsync(firm, id);

        var shown = string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value));
        foreach (var words in new[] { "株式会社東京", "カタカナ", "주식회사", "서울", "บริการ", "አማርኛ", "□ and" })
            shown.ShouldContain(words);
        shown.Count(letter => letter == '□').ShouldBe(1, "no other character is missing");
        many.Count(letter => !shown.Contains(letter)).ShouldBeLessThan(20, "of which the font has few");
    }

    [Test]
    public async Task What_runs_to_the_left_stands_in_its_order_and_nothing_turns_an_amount_around()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(new InvoiceLineDraft("שלום 12,50 EUR", 1, 1), new InvoiceLineDraft("مؤسسة النور", 1, 1), new InvoiceLineDraft("pay \u202E51.00 now", 1, 1));

        using var pdf = await PrintAsync(firm, id);

        string Seen(string anyOf) => string.Concat(pdf.GetPage(1).Letters.Where(letter => letter.Value.Length == 1 && anyOf.Contains(letter.Value[0])).OrderBy(letter => letter.Location.X).Select(letter => letter.Value));
        Seen("שלום").ShouldBe("םולש");
        Seen("مسن").ShouldBeEmpty("Arabic letters are joined, so these have not the shape that they have alone");
        pdf.GetPage(1).Letters.Count(letter => letter.Value[0] is >= '\uFE70' and <= '\uFEFC').ShouldBeGreaterThan(5);
        TextOf(pdf).ShouldContain("pay 51.00 now");
    }

    [Test]
    public async Task Only_the_letters_that_are_used_are_in_the_file()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));

        (await firm.Organization.SendAsync(new GetInvoicePdf(id))).Value.Content.Length.ShouldBeLessThan(80_000, "the two fonts have 1.4 MB");
    }

    [Test]
    public async Task Ten_thousand_lines_take_many_pages_and_bounded_memory()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync([.. Enumerable.Range(1, 10_000).Select(number => firm.Line(number) with { Description = $"Line {number}" })]);
        var before = GC.GetTotalAllocatedBytes();

        using var pdf = await PrintAsync(firm, id);

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1_500_000_000);
        pdf.NumberOfPages.ShouldBeInRange(150, 400);
        TextOf(pdf, pdf.NumberOfPages).ShouldContain($"Page {pdf.NumberOfPages} of {pdf.NumberOfPages}");
        TextOf(pdf, 100).ShouldContain("Quantity", Case.Sensitive, "each page begins with the heads of its columns");
        string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)).Split("Line").Length.ShouldBe(10_001);
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"firm-{++_firms}"));

    private static async Task<PdfDocument> PrintAsync(TestSales firm, InvoiceId id)
    {
        var printed = (await firm.Organization.SendAsync(new GetInvoicePdf(id))).Value;
        if (Environment.GetEnvironmentVariable("FINANCBASE_PICTURES") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{TestContext.CurrentContext.Test.MethodName}-{printed.Name}"), printed.Content);
        return PdfDocument.Open(printed.Content);
    }

    // As a banking app reads it off the page; heights are counted from below there.
    private static string? CodeOf(PdfDocument pdf) => QrReader.Read(
        [.. pdf.GetPage(1).Paths.Where(path => path.IsFilled).Select(path => path.GetBoundingRectangle()!.Value).Select(box => new SKRect((float)box.Left, (float)-box.Top, (float)box.Right, (float)-box.Bottom))]);

    private static int SquaresOf(PdfDocument pdf) => pdf.GetPage(1).Paths.Count(path => path.IsFilled);

    private static string TextOf(PdfDocument pdf, int page = 1) => UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor.ContentOrderTextExtractor.GetText(pdf.GetPage(page));
}
