using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// The template language (Liquid) behind <c>{{ … }}</c> and <c>{% … %}</c>. Plain references such as
/// <c>{{ trigger.id }}</c> never reach it; text around them, filters and tags do.
/// </summary>
public interface ITemplates
{
    /// <summary>Compiles once; the result is kept for the life of a version and used by many threads.</summary>
    /// <param name="text">At most <see cref="Limits.TextLength"/> characters.</param>
    /// <param name="template">The compiled template when the answer is true.</param>
    /// <param name="problem">One sentence that names the mistake and its place, when the answer is false.</param>
    bool TryCompile(string text, out ITemplate template, out string problem);
}

public interface ITemplate
{
    /// <summary>
    /// Every member path that the template reads from the scope's roots, so that publishing can check it. Names that
    /// the template itself assigns are left out; a path is cut before its first computed segment.
    /// </summary>
    IReadOnlyList<string> References { get; }

    /// <summary>
    /// A lone <c>{{ expression }}</c> keeps its type (number, boolean, array, object, null); other text is a string.
    /// </summary>
    /// <exception cref="SharedKernel.DomainException">
    /// <c>workflows.template_failed</c>: too many steps or too long an output.
    /// </exception>
    JsonElement Render(Scope scope);
}
