using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>A template language of references only, enough to test what surrounds the real one.</summary>
internal sealed partial class PlainTemplates : ITemplates
{
    public bool TryCompile(string text, out ITemplate template, out string problem)
    {
        template = new PlainTemplate(text);
        var plain = Raw().Replace(text, "");
        var balanced = plain.Split("{{").Length == plain.Split("}}").Length;
        problem = balanced ? "" : "A “{{” is not closed.";
        return balanced;
    }

    private sealed class PlainTemplate(string text) : ITemplate
    {
        public IReadOnlyList<string> References { get; } = [.. Reference().Matches(Raw().Replace(text, "")).Select(match => match.Groups[1].Value)];

        public JsonElement Render(Scope scope) => JsonSerializer.SerializeToElement(Reference().Replace(text, match =>
            ScopePath.TryParse(match.Groups[1].Value, out var path, out _) ? scope.Find(path).ToString() : ""));
    }

    [GeneratedRegex(@"\{% raw %\}.*?\{% endraw %\}", RegexOptions.Singleline)]
    private static partial Regex Raw();

    [GeneratedRegex(@"\{\{\s*(.*?)\s*\}\}")]
    private static partial Regex Reference();
}
