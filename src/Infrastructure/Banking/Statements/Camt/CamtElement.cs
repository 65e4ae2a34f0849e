using System.Text;
using System.Xml;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// An element by its local name, whatever its namespace, so that every version is read alike. Only one entry or balance
/// is held at a time, never the document.
/// </summary>
internal sealed class CamtElement(string name, int line)
{
    private const int Deepest = 60;

    private readonly List<CamtElement> _children = [];
    private readonly StringBuilder _text = new();

    public string Name => name;

    public int Line => line;

    /// <summary>The attribute that tells an amount's currency.</summary>
    public string? Currency { get; private init; }

    /// <summary>Reads the element at which the reader stands, and leaves the reader behind it.</summary>
    public static CamtElement Read(XmlReader reader)
    {
        var root = Begin(reader);
        var open = new Stack<CamtElement>([root]);
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return root;
        }

        while (open.Count > 0 && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = Begin(reader);
                    open.Peek()._children.Add(element);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push(open.Count < Deepest ? element : throw new DomainException(StatementFileErrors.NestedTooDeeply));
                    }

                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek()._text.Append(reader.Value);
                    break;
            }
        }

        reader.Read();
        return root;
    }

    public CamtElement? Child(string child) => _children.Find(element => element.Name == child);

    public IEnumerable<CamtElement> Children(string child) => _children.Where(element => element.Name == child);

    /// <summary>The element at the end of a path of children.</summary>
    public CamtElement? At(params ReadOnlySpan<string> path)
    {
        var element = this;
        foreach (var step in path)
        {
            element = element?.Child(step);
        }

        return element;
    }

    /// <summary>The words at the end of a path of children; null when missing or empty.</summary>
    public string? Text(params ReadOnlySpan<string> path) => LineText.Clean(At(path)?._text.ToString());

    private static CamtElement Begin(XmlReader reader) => new(reader.LocalName, ((IXmlLineInfo)reader).LineNumber)
    {
        Currency = reader.GetAttribute("Ccy"),
    };
}
