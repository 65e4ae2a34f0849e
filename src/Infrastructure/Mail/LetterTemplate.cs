using Fluid;

namespace Financbase.Infrastructure.Mail;

/// <summary>
/// One letter in Liquid: the subject on the first line, then paragraphs between empty lines; a paragraph that begins
/// with <c>=&gt;</c> is the button that follows the link. Text and HTML are drawn from the same words.
/// </summary>
internal sealed class LetterTemplate
{
    private const string ActionMark = "=>";

    private readonly IFluidTemplate _subject;
    private readonly IReadOnlyList<Part> _parts;

    public LetterTemplate(string source, FluidParser parser)
    {
        var paragraphs = source.ReplaceLineEndings("\n").Trim().Split("\n\n");
        _subject = parser.Parse(paragraphs[0]);
        _parts = [.. paragraphs.Skip(1).Select(text => text.StartsWith(ActionMark, StringComparison.Ordinal)
            ? new Part(parser.Parse(text[ActionMark.Length..].Trim()), IsAction: true)
            : new Part(parser.Parse(text.Replace('\n', ' ')), IsAction: false))];
    }

    public string Subject(TemplateContext values) => _subject.Render(values);

    public IReadOnlyList<(string Text, bool IsAction)> Parts(TemplateContext values) =>
        [.. _parts.Select(part => (part.Words.Render(values), part.IsAction))];

    private sealed record Part(IFluidTemplate Words, bool IsAction);
}
