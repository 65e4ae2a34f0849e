namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>An element of an OFX file: either it has a value or it has children.</summary>
internal sealed class OfxElement(string name, int line)
{
    private List<OfxElement>? _children;

    public string Name { get; } = name;

    /// <summary>The line of the file where it begins, counted from 1.</summary>
    public int Line { get; } = line;

    public string? Value { get; set; }

    public void Add(OfxElement child) => (_children ??= []).Add(child);

    /// <summary>Gives all children away: the element was an empty value that nobody closed.</summary>
    public void HandChildrenTo(OfxElement parent)
    {
        (parent._children ??= []).AddRange(_children ?? []);
        _children = null;
    }

    public OfxElement? Child(string name) => _children?.Find(child => child.Name == name);

    /// <summary>The value at the end of a path of children; null when missing or empty.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var element = this;
        foreach (var name in path)
        {
            element = element?.Child(name);
        }

        return element?.Value;
    }

    public IEnumerable<OfxElement> Descendants(string name) =>
        (_children ?? []).SelectMany(child => child.Name == name ? [child] : child.Descendants(name));
}
