using SkiaSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>Pages of A4 that are written from the top down. All measures are points, 1/72 inch; a place is measured from the left and from the top.</summary>
internal sealed class PaperSheet
{
    public const double Left = 56;
    public const double Right = 539;
    public const double Width = Right - Left;

    private const double Height = 842;
    private const double PageWidth = 595;
    private const double Top = 56;
    private const double Bottom = 775;

    /// <summary>So many letters fit into no line.</summary>
    private const int MostInLine = 1_000;

    private readonly string _title;
    private readonly List<List<Mark>> _pages = [];

    public PaperSheet(string title)
    {
        _title = title;
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
    public static IReadOnlyList<string> Wrap(string text, double width, double size = 9, bool strong = false)
    {
        var type = TypeOf(strong);
        return [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Lines.Wrap(type.Printable(line), part => part.Length <= MostInLine && type.WidthOf(part) * size <= width))];
    }

    public void Rule(double left = Left, double right = Right) => _pages[^1].Add(new Mark.Line(left, right, At));

    /// <summary>Draws a QR code below the current height.</summary>
    public void DrawCode(string text, double left, double size)
    {
        var (count, dark) = QrPicture.Squares(text);
        var square = size / count;
        foreach (var run in dark)
            _pages[^1].Add(new Mark.Bar(left + run.From * square, At + run.Row * square, run.Count * square, square));
    }

    /// <summary>Writes the foot of every page, and ends the document.</summary>
    public byte[] End(string foot)
    {
        var line = Wrap(foot, Width - 80, 7.5)[0];
        foreach (var (place, page) in _pages.Index())
        {
            var number = $"Page {place + 1} of {_pages.Count}";
            Put(page, Height - 36, line, Left, 7.5, strong: false, grey: true);
            Put(page, Height - 36, number, Right - WidthOf(number, 7.5, strong: false), 7.5, strong: false, grey: true);
        }

        return Drawn();
    }

    private static PaperType TypeOf(bool strong) => strong ? PaperType.Strong : PaperType.Plain;

    private static double WidthOf(string text, double size, bool strong) => TypeOf(strong).WidthOf(TypeOf(strong).Printable(text)) * size;

    private static void Put(List<Mark> page, double at, string text, double left, double size, bool strong, bool grey)
    {
        foreach (var part in TypeOf(strong).Set(TypeOf(strong).Printable(text)))
        {
            page.Add(new Mark.Letters(part, left, at, size, grey));
            left += part.Width * size;
        }
    }

    private void TurnPage()
    {
        _pages.Add([]);
        At = Top;
    }

    // Which letters a font has to have is known when all is written.
    private byte[] Drawn()
    {
        using var faces = new PaperFaces(_pages.SelectMany(page => page).OfType<Mark.Letters>().Select(letters => letters.Text));
        using var content = new MemoryStream();
        using (var document = SKDocument.CreatePdf(content, new SKDocumentPdfMetadata { Title = _title, Producer = "Financbase", Creator = "Financbase" }))
        {
            foreach (var page in _pages)
            {
                using var canvas = document.BeginPage((float)PageWidth, (float)Height);
                foreach (var mark in page)
                    mark.Draw(canvas, faces);
                document.EndPage();
            }

            document.Close();
        }

        return content.ToArray();
    }
}
