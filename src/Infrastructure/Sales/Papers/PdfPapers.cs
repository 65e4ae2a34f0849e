using System.Globalization;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>The look of documents: from the top down, who, to whom, what, how much, and how it is paid.</summary>
internal sealed class PdfPapers : IPapers
{
    private const double CodeSize = 118;

    // Right edges of the columns of the lines; the first one is what is left of them.
    private const double QuantityAt = 345;
    private const double PriceAt = 412;
    private const double TaxFrom = 422;
    private const double NetAt = PaperSheet.Right;
    private const double DescriptionWidth = 225;

    public byte[] Print(Paper paper)
    {
        var sheet = new PaperSheet(paper.Title);
        WriteHead(sheet, paper);
        WriteLines(sheet, paper.Lines);
        WriteSums(sheet, paper.Sums);
        WriteTaxes(sheet, paper.Taxes);
        if (paper.Payment is { } payment)
            WritePayment(sheet, payment);
        if (paper.Note is { } note)
            WriteNote(sheet, note);
        return sheet.End(string.Join(" · ", new[] { paper.From.Name, paper.From.TaxId, paper.Title }.Where(part => part is not null)));
    }

    public byte[] Picture(string code) => QrPicture.Of(code);

    private static void WriteHead(PaperSheet sheet, Paper paper)
    {
        foreach (var line in PaperSheet.Wrap(paper.From.Name, PaperSheet.Width, 13, strong: true))
        {
            sheet.Write(line, PaperSheet.Left, 13, strong: true);
            sheet.Down(16);
        }

        foreach (var line in AddressOf(paper.From.Address).Append(paper.From.TaxId is { } own ? $"Tax number {own}" : null).OfType<string>())
            Row(sheet, line, grey: true);
        sheet.Down(26);

        foreach (var line in PaperSheet.Wrap(paper.To.Name, PaperSheet.Width / 2, 10, strong: true))
        {
            sheet.Write(line, PaperSheet.Left, 10, strong: true);
            sheet.Down(14);
        }

        foreach (var line in AddressOf(paper.To.Address).Append(paper.To.TaxId is { } theirs ? $"Tax number {theirs}" : null).OfType<string>())
            Row(sheet, line);
        sheet.Down(24);

        sheet.Write(paper.Title, PaperSheet.Left, 18, strong: true);
        if (paper.Stamp is { } stamp)
            sheet.WriteRight(stamp.ToUpperInvariant(), PaperSheet.Right, 18, strong: true, grey: true);
        sheet.Down(18);
        foreach (var fact in paper.Facts)
            WriteFact(sheet, fact, PaperSheet.Left, 110);
        sheet.Down(16);
    }

    private static void WriteLines(PaperSheet sheet, IReadOnlyList<InvoiceLineView> lines)
    {
        Heading();
        sheet.Heading = Heading;
        foreach (var line in lines)
            WriteLine(sheet, line);
        sheet.Heading = null;

        void Heading()
        {
            sheet.Write("What for", PaperSheet.Left, 8, grey: true);
            sheet.WriteRight("Quantity", QuantityAt, 8, grey: true);
            sheet.WriteRight("Price", PriceAt, 8, grey: true);
            sheet.Write("Tax", TaxFrom, 8, grey: true);
            sheet.WriteRight($"Net in {lines[0].Net.Currency}", NetAt, 8, grey: true);
            sheet.Down(6);
            sheet.Rule();
            sheet.Down(13);
        }
    }

    private static void WriteLine(PaperSheet sheet, InvoiceLineView line)
    {
        var description = PaperSheet.Wrap(line.Description, DescriptionWidth);
        if (line.DiscountPercent != 0)
            description = [.. description, $"less {Plain(line.DiscountPercent)} %"];
        sheet.Need(13);
        sheet.WriteRight(Plain(line.Quantity), QuantityAt);
        sheet.WriteRight(Price(line.UnitPrice, line.Net.Currency), PriceAt);
        if (line.TaxRate is { } tax)
            sheet.Write(PaperSheet.Wrap(tax, 60, 8)[0], TaxFrom, 8, grey: true);
        sheet.WriteRight(Amount(line.Net), NetAt);
        foreach (var text in description)
        {
            sheet.Need(13);
            sheet.Write(text, PaperSheet.Left);
            sheet.Down(12.5);
        }

        sheet.Down(3);
    }

    private static void WriteSums(PaperSheet sheet, IReadOnlyList<PaperSum> sums)
    {
        sheet.Need(20 + 15 * sums.Count);
        sheet.Down(-4);
        sheet.Rule();
        sheet.Down(15);
        foreach (var (place, sum) in sums.Index())
        {
            var isLast = place == sums.Count - 1;
            sheet.Write(isLast ? $"{sum.Label} in {sum.Amount.Currency}" : sum.Label, 345, isLast ? 11 : 9, strong: isLast);
            sheet.WriteRight(Amount(sum.Amount), NetAt, isLast ? 11 : 9, strong: isLast);
            sheet.Down(15);
        }
    }

    private static void WriteTaxes(PaperSheet sheet, IReadOnlyList<TaxSubtotal> taxes)
    {
        if (taxes.Count == 0)
            return;

        sheet.Need(34 + 13 * Math.Min(taxes.Count, 5));
        sheet.Down(8);
        sheet.Write("Tax", PaperSheet.Left, 8, grey: true);
        sheet.WriteRight("Rate", 240, 8, grey: true);
        sheet.WriteRight("Of", 320, 8, grey: true);
        sheet.WriteRight("Amount", 400, 8, grey: true);
        sheet.Down(5);
        sheet.Rule(right: 400);
        sheet.Down(11);
        foreach (var tax in taxes)
        {
            sheet.Need(13);
            sheet.Write(PaperSheet.Wrap(tax.Name, 140, 8)[0], PaperSheet.Left, 8);
            sheet.WriteRight($"{Plain(tax.Percent)} %", 240, 8);
            sheet.WriteRight(Amount(tax.Base), 320, 8);
            sheet.WriteRight(Amount(tax.Amount), 400, 8);
            sheet.Down(12);
        }
    }

    private static void WritePayment(PaperSheet sheet, PaperPayment payment)
    {
        sheet.Need(CodeSize + 40);
        sheet.Down(18);
        var top = sheet.At;
        sheet.Down(12);
        foreach (var line in PaperSheet.Wrap(payment.Words, PaperSheet.Width - CodeSize - 20, 10, strong: true))
            Row(sheet, line, strong: true);
        sheet.Down(4);
        foreach (var fact in payment.Facts)
            WriteFact(sheet, fact, PaperSheet.Left, 80);
        if (payment.Code is not { } code)
            return;

        var below = sheet.At;
        sheet.Down(top - sheet.At);
        sheet.DrawCode(code, PaperSheet.Right - CodeSize, CodeSize);
        sheet.Down(CodeSize + 8);
        sheet.WriteRight("Scan to pay with a banking app", PaperSheet.Right, 7, grey: true);
        sheet.Down(Math.Max(below - sheet.At, 12));
    }

    private static void WriteNote(PaperSheet sheet, string note)
    {
        sheet.Down(18);
        foreach (var line in PaperSheet.Wrap(note, PaperSheet.Width))
        {
            sheet.Need(13);
            Row(sheet, line);
        }
    }

    private static void WriteFact(PaperSheet sheet, PaperFact fact, double left, double indent)
    {
        sheet.Write(fact.Label, left, grey: true);
        foreach (var line in PaperSheet.Wrap(fact.Value, PaperSheet.Right - left - indent - CodeSize))
        {
            sheet.Write(line, left + indent);
            sheet.Down(13);
        }
    }

    private static void Row(PaperSheet sheet, string text, bool strong = false, bool grey = false)
    {
        foreach (var line in PaperSheet.Wrap(text, PaperSheet.Width * 0.7, strong: strong))
        {
            sheet.Write(line, PaperSheet.Left, strong: strong, grey: grey);
            sheet.Down(12.5);
        }
    }

    private static IEnumerable<string?> AddressOf(PostalAddress address)
    {
        foreach (var line in (address.Street ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return line;
        yield return $"{address.PostalCode} {address.City}".Trim() is { Length: > 0 } place ? place : null;
        yield return address.Country;
    }

    private static string Amount(Money amount) => amount.Amount.ToString($"N{amount.Currency.Exponent}", CultureInfo.InvariantCulture);

    private static string Plain(decimal number) => number.ToString("#,##0.######", CultureInfo.InvariantCulture);

    // At least the decimals of the currency, and no more than there are.
    private static string Price(decimal price, Currency currency) =>
        price.ToString("#,##0" + (currency.Exponent > 0 ? "." + new string('0', currency.Exponent) : ".") + new string('#', 6 - currency.Exponent), CultureInfo.InvariantCulture);
}
