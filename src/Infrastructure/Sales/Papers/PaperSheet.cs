using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>Pages of A4 that are written from the top down. All measures are points, 1/72 inch; a place is measured from the left and from the top.</summary>
internal sealed class PaperSheet : IDisposable
{
    public const double Left = 56;
    public const double Right = 539;
    public const double Width = Right - Left;

    private const double Height = 842;
    private const double Top = 56;
    private const double Bottom = 775;
    private const double HairLine = 0.05;

    private readonly PdfDocumentBuilder _document = new();
    private readonly List<PdfPageBuilder> _pages = [];
    private readonly PaperFont _plain;
    private readonly PaperFont _strong;

    public PaperSheet(FontFile plain, FontFile strong, string title)
    {
        (_plain, _strong) = (new PaperFont(_document, plain), new PaperFont(_document, strong));
        _document.DocumentInformation.Title = title;
        _document.DocumentInformation.Producer = "Financbase";
        TurnPage();
    }

    /// <summary>How far down this page is written.</summary>
    public double At { get; private set; }

    /// <summary>What begins each further page.</summary>
    public Action? Heading { get; set; }

    public void Down(double by) => At += by;

    /// <summary>Begins a new page unless so much fits below.</summary>
    public void Need(double height)
    {
        if (At + height <= Bottom)
            return;

        TurnPage();
        Heading?.Invoke();
    }

    /// <summary>One line, whose foot stands at the current height.</summary>
    public void Write(string text, double left, double size = 9, bool strong = false, bool grey = false) => Put(_pages[^1], At, text, left, size, strong, grey);

    public void WriteRight(string text, double right, double size = 9, bool strong = false, bool grey = false) =>
        Write(text, right - WidthOf(text, size, strong), size, strong, grey);

    /// <summary>The text in lines that are no wider; a word that is wider than that goes on in the next line.</summary>
    public IReadOnlyList<string> Wrap(string text, double width, double size = 9, bool strong = false)
    {
        var font = FontOf(strong);
        return [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Lines.Wrap(font.Printable(line), part => font.WidthOf(part, size) <= width))];
    }

    public void Rule(double left = Left, double right = Right)
    {
        _pages[^1].SetStrokeColor(205, 205, 205);
        _pages[^1].DrawLine(new PdfPoint(left, Height - At), new PdfPoint(right, Height - At), 0.6);
    }

    /// <summary>Draws a QR code below the current height. It is drawn square by square: the library reads no picture of one bit for each.</summary>
    public void DrawCode(string text, double left, double size)
    {
        var (count, dark) = QrPicture.Squares(text);
        var square = size / count;
        _pages[^1].SetTextAndFillColor(0, 0, 0);
        _pages[^1].SetStrokeColor(0, 0, 0);
        foreach (var run in dark)
            _pages[^1].DrawRectangle(new PdfPoint(left + run.From * square, Height - At - (run.Row + 1) * square), run.Count * square, square, HairLine, fill: true);
    }

    /// <summary>Writes the foot of every page, and ends the document.</summary>
    public byte[] End(string foot)
    {
        foreach (var (place, page) in _pages.Index())
        {
            Put(page, Height - 36, Lines.Wrap(_plain.Printable(foot), part => _plain.WidthOf(part, 7.5) <= Width - 80).First(), Left, 7.5, strong: false, grey: true);
            var number = $"Page {place + 1} of {_pages.Count}";
            Put(page, Height - 36, number, Right - WidthOf(number, 7.5, strong: false), 7.5, strong: false, grey: true);
        }

        return _document.Build();
    }

    public void Dispose() => _document.Dispose();

    private double WidthOf(string text, double size, bool strong) => FontOf(strong).WidthOf(FontOf(strong).Printable(text), size);

    private PaperFont FontOf(bool strong) => strong ? _strong : _plain;

    private void Put(PdfPageBuilder page, double at, string text, double left, double size, bool strong, bool grey)
    {
        var shade = (byte)(grey ? 95 : 20);
        page.SetTextAndFillColor(shade, shade, shade);
        var font = FontOf(strong);
        foreach (var (part, piece) in font.Pieces(font.Printable(text)))
        {
            page.AddText(piece, size, new PdfPoint(left, Height - at), part);
            left += font.WidthOf(piece, size);
        }
    }

    private void TurnPage()
    {
        _pages.Add(_document.AddPage(PageSize.A4));
        At = Top;
    }
}
