using System.Text;
using System.Xml.Linq;

namespace Financbase.Infrastructure.Tests.Banking;

/// <summary>Files as they should not be: bytes changed, lost, repeated and put in, cut off, and halves of two files joined.</summary>
internal sealed class Damage(int seed, byte[][] originals)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", ",", ";", "<", ">", "&", "&#0;", "&#xD800;", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE x>", "</", "/>", "\r", "\n", "\0", "\u0001", "-", "--", ".", "(",
            "^\n", "!Type:Bank\n", "!Account\n", "D", "T", ":61:", ":86:", ":20:", ":62F:", "-}", "{4:", "?20", "//", "9999999999999999999999999", "0000", "-1", "1e9",
            "2026-02-30", "XXX", "JPY", "é", "\u2028", "\uFEFF", "<Ntry>", "</Ntry>", "<TxDtls>", "<STMTTRN>", "</OFX>",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
    ];

    private const int MostElements = 500;

    private static readonly string[] Currencies = ["JPY", "BHD", "XXX", "", "eur"];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = originals[_random.Next(originals.Length)].ToList();
        for (var times = _random.Next(1, 8); times > 0 && bytes.Count > 1; times--)
        {
            Hurt(bytes);
        }

        return [.. bytes];
    }

    /// <summary>An XML file that is still well-formed: elements lost, repeated, moved, renamed, and with other words in them.</summary>
    public byte[] NextTree()
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(originals[_random.Next(originals.Length)]));
        for (var times = _random.Next(1, 12); times > 0 && document.Root!.HasElements; times--)
        {
            var elements = document.Root.Descendants().Take(MostElements).ToArray();
            Hurt(elements[_random.Next(elements.Length)], elements[_random.Next(elements.Length)]);
        }

        return Encoding.UTF8.GetBytes(document.ToString());
    }

    private void Hurt(XElement element, XElement other)
    {
        switch (_random.Next(6))
        {
            case 0 when element.Elements().Count() < 5:
                element.Remove();
                break;
            case 1 when element.Descendants().Count() < MostElements:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when !other.HasElements && element.Descendants().Count() < MostElements:
                other.Add(new XElement(element));
                break;
            case 3:
                element.Name = other.Name;
                break;
            case 4:
                element.SetAttributeValue("Ccy", Currencies[_random.Next(Currencies.Length)]);
                break;
            default:
                if (!element.HasElements)
                {
                    string[] words = ["", "0", "-1", "1.005", "9999999999999999999999", "2026-02-30", "BOOK", "PDNG", "DBIT", "true", new('x', 3_000)];
                    element.Value = words[_random.Next(words.Length)];
                }

                break;
        }
    }

    private void Hurt(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var length = Math.Min(1 << _random.Next(10), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(length, bytes.Count - 1));
                break;
            case 3:
                bytes.InsertRange(_random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat(bytes[at], _random.Next(1_000)));
                break;
            case 5 when _random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6 when _random.Next(4) == 0:
                var other = originals[_random.Next(originals.Length)];
                bytes.AddRange(other[_random.Next(other.Length)..]);
                break;
            default:
                bytes.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
        }
    }
}
