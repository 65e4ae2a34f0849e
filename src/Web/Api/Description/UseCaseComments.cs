using System.Xml.Linq;

namespace Financbase.Web.Api.Description;

/// <summary>The summaries that stand above the use cases, read off the file that the compiler writes beside their assembly.</summary>
internal static class UseCaseComments
{
    private static readonly Lazy<Dictionary<string, XElement>> Summaries = new(() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Financbase.Application.xml")).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!));

    /// <summary>In Markdown, on one line; null when nobody wrote one.</summary>
    public static string? Of(Type request) => Summaries.Value.TryGetValue($"T:{request.FullName}", out var summary)
        ? string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement element when element.Attribute("cref") is { } other => Named(other.Value),
        XElement element => $"`{element.Value}`",
        _ => "",
    };

    private static string Named(string cref) => $"`{cref[(cref.LastIndexOf('.') + 1)..]}`";
}
