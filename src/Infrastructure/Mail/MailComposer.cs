using System.Globalization;
using System.Text.Encodings.Web;
using Financbase.Application.Mail;
using Fluid;
using Fluid.Values;

namespace Financbase.Infrastructure.Mail;

/// <summary>
/// Writes a letter. What people typed (names, subjects) is put in as one line of text, and is escaped where HTML is
/// made: it becomes neither markup nor a header nor a paragraph of ours.
/// </summary>
internal sealed class MailComposer
{
    private const string Folder = "Financbase.Infrastructure.Mail.Templates.";
    private const int LongestValue = 500;
    private const int LongestSubject = 200;

    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { CultureInfo = CultureInfo.InvariantCulture };

    private readonly IFluidTemplate _layout = Parser.Parse(Resource(Folder + "layout.html"));
    private readonly Dictionary<string, LetterTemplate> _letters = typeof(MailComposer).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".liquid", StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..^".liquid".Length], name => new LetterTemplate(Resource(name), Parser));

    /// <summary>The names of the letters, in no order.</summary>
    public IReadOnlyCollection<string> Templates => _letters.Keys;

    public ComposedMail Compose(Letter letter)
    {
        var template = _letters[letter.Template];
        var values = new TemplateContext(Options);
        foreach (var (name, value) in letter.Values)
            values.SetValue(name, new StringValue(OneLine(value, LongestValue)));

        var link = letter.Values.TryGetValue("link", out var address) ? Checked(address) : null;
        var subject = OneLine(template.Subject(values), LongestSubject);
        IReadOnlyList<(string Text, bool IsAction)> parts = [.. Paragraphs(letter.Message ?? ""), .. template.Parts(values)];
        return new ComposedMail(letter.To.Value, subject, Text(parts, link), Html(subject, parts, link)) { Files = letter.Files };
    }

    /// <summary>Words of an organization, never of ours: the last paragraph says whose they are.</summary>
    public ComposedMail Compose(string to, string subject, string body, string organization)
    {
        IReadOnlyList<(string Text, bool IsAction)> parts =
        [
            .. Paragraphs(body),
            ($"Sent by a workflow of {OneLine(organization, LongestValue)} on Financbase.", false),
        ];
        var line = OneLine(subject, LongestSubject);
        return new ComposedMail(to, line, Text(parts, null), Html(line, parts, null));
    }

    /// <summary>No control character survives, so a header cannot be begun.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : line[..(longest - 1)].TrimEnd() + "…";
    }

    private static IEnumerable<(string Text, bool IsAction)> Paragraphs(string body) =>
        body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => (Printable(paragraph), false));

    private static string Text(IReadOnlyList<(string Text, bool IsAction)> parts, string? link) =>
        string.Join("\n\n", parts.Select(part => part.IsAction ? $"{part.Text}:\n{link}" : part.Text)) + "\n";

    private string Html(string subject, IReadOnlyList<(string Text, bool IsAction)> parts, string? link)
    {
        var context = new TemplateContext(Options);
        context.SetValue("subject", new StringValue(subject));
        context.SetValue("link", new StringValue(link ?? ""));
        context.SetValue("parts", new ArrayValue([.. parts.Select(part => new DictionaryValue(new FluidValueDictionaryFluidIndexable(
            new Dictionary<string, FluidValue> { [part.IsAction ? "action" : "text"] = new StringValue(part.Text) })))]));
        return _layout.Render(context, HtmlEncoder.Default);
    }

    private static string Printable(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static string Checked(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : throw new ArgumentException("A letter links to an absolute http address.", nameof(link));

    private static string Resource(string name)
    {
        using var stream = typeof(MailComposer).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
