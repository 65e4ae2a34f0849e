using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>Turns a JSON value into a <see cref="Template"/> and reports what does not compile and what it refers to.</summary>
/// <param name="templates">The template language; null takes every text as it is.</param>
/// <param name="problem">Told the JSON path and a sentence.</param>
/// <param name="reference">Told the JSON path and each reference.</param>
internal sealed class TemplateCompiler(
    ITemplates? templates, Action<string, string> problem, Action<string, ScopePath> reference)
{
    public Template Compile(JsonElement value, string at) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(value, value.GetString()!, at),
        JsonValueKind.Array => OfArray(value, at),
        JsonValueKind.Object => OfObject(value, at),
        _ => new Template.Literal(value),
    };

    private Template OfText(JsonElement value, string text, string at)
    {
        if (templates is null || (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("{%", StringComparison.Ordinal)))
            return new Template.Literal(value);
        if (LonePath(text) is { } lone)
        {
            reference(at, lone);
            return new Template.Reference(lone);
        }

        if (text.Length > Limits.TextLength)
            return Refused(value, at, $"A template has at most {Limits.TextLength:N0} characters.");
        if (!templates.TryCompile(text, out var compiled, out var mistake))
            return Refused(value, at, mistake);
        foreach (var read in compiled.References)
            Refer(at, read);
        return new Template.Text(compiled);
    }

    private void Refer(string at, string read)
    {
        if (ScopePath.TryParse(read, out var path, out var mistake))
            reference(at, path);
        else
            problem(at, mistake);
    }

    private Template.Literal Refused(JsonElement value, string at, string mistake)
    {
        problem(at, mistake);
        return new Template.Literal(value);
    }

    private static ScopePath? LonePath(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.StartsWith("{{", StringComparison.Ordinal) && trimmed.EndsWith("}}", StringComparison.Ordinal)
            && trimmed.Length > 4 && ScopePath.TryParse(trimmed[2..^2].Trim().ToString(), out var path, out _)
                ? path
                : null;
    }

    private Template OfArray(JsonElement value, string at)
    {
        Template[] items = [.. value.EnumerateArray().Select((item, index) => Compile(item, $"{at}[{index}]"))];
        return System.Array.TrueForAll(items, item => item is Template.Literal)
            ? new Template.Literal(value)
            : new Template.Array(items);
    }

    private Template OfObject(JsonElement value, string at)
    {
        KeyValuePair<string, Template>[] members =
        [
            .. value.EnumerateObject().Select(member =>
                KeyValuePair.Create(member.Name, Compile(member.Value, $"{at}.{member.Name}"))),
        ];
        return System.Array.TrueForAll(members, member => member.Value is Template.Literal)
            ? new Template.Literal(value)
            : new Template.Object(members);
    }
}
