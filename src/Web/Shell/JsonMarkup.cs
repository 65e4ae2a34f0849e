using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Html;

namespace Financbase.Web.Shell;

/// <summary>Indented JSON as HTML, keys, texts and numbers each in a class of their own.</summary>
public sealed class JsonMarkup : IHtmlContent
{
    /// <summary>More than anybody reads on a page; the API has it whole.</summary>
    public const int MostCharacters = 100_000;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonElement _value;

    private JsonMarkup(JsonElement value) => _value = value;

    public static JsonMarkup Of(JsonElement value) => new(value);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var pen = new Pen(writer, encoder);
        if (ForeignJson.IsReadable(_value))
        {
            pen.Write(_value, 0);
        }
        else
        {
            pen.Raw(_value);
        }

        if (pen.IsFull)
        {
            writer.Write("\n<span class=\"muted\">… cut here; the API answers the whole value.</span>");
        }
    }

    private static string Quoted(string text)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStringValue(text);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private sealed class Pen(TextWriter writer, HtmlEncoder encoder)
    {
        private int _left = MostCharacters;

        public bool IsFull => _left <= 0;

        public void Raw(JsonElement value) => Token("s", value.GetRawText());

        public void Write(JsonElement value, int depth)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    Nest('{', '}', value.EnumerateObject().ToList(), depth, member =>
                    {
                        Token("k", Quoted(member.Name));
                        Plain(": ");
                        Write(member.Value, depth + 1);
                    });
                    break;
                case JsonValueKind.Array:
                    Nest('[', ']', value.EnumerateArray().ToList(), depth, item => Write(item, depth + 1));
                    break;
                case JsonValueKind.String:
                    Token("s", Quoted(value.GetString()!));
                    break;
                default:
                    Token("n", value.GetRawText());
                    break;
            }
        }

        private void Nest<T>(char open, char close, List<T> parts, int depth, Action<T> write)
        {
            Plain(open.ToString());
            foreach (var (index, part) in parts.Index())
            {
                if (IsFull)
                {
                    return;
                }

                Plain((index > 0 ? ",\n" : "\n") + new string(' ', 2 * (depth + 1)));
                write(part);
            }

            Plain(parts.Count > 0 ? "\n" + new string(' ', 2 * depth) + close : close.ToString());
        }

        private void Token(string kind, string text)
        {
            if (IsFull)
            {
                return;
            }

            var shown = text.Length > _left ? text[.._left] : text;
            writer.Write($"<span class=\"{kind}\">");
            encoder.Encode(writer, shown);
            writer.Write("</span>");
            _left -= text.Length;
        }

        private void Plain(string text)
        {
            if (!IsFull)
            {
                writer.Write(text);
                _left -= text.Length;
            }
        }
    }
}
