using System.Text;
using System.Text.Encodings.Web;
using Financbase.Infrastructure.Database.Backups;

namespace Financbase.Testing.Database;

/// <summary>What <c>pg_dump</c> writes of a database, searched for a text in the forms in which it could lie there.</summary>
public sealed class DatabaseDump
{
    private readonly string _text;

    public DatabaseDump(string text) => _text = text;

    /// <summary>As a backup sees it: the owner role, every organization's rows.</summary>
    public static async Task<DatabaseDump> OfAsync(TestDatabase database)
    {
        using var dump = new ToolRun("pg_dump", database.Owner, "--format=plain", "--enable-row-security", "--no-password");
        using var reader = new StreamReader(dump.Output, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        await dump.EndAsync(CancellationToken.None);
        return new DatabaseDump(text);
    }

    /// <summary>The form in which the text is found, or null.</summary>
    public string? Find(string canary) => Forms(canary)
        .Where(form => _text.Contains(form.Text, StringComparison.OrdinalIgnoreCase))
        .Select(form => form.Name)
        .FirstOrDefault();

    // A dump writes bytes in hexadecimal, so each form is looked for as it is and as bytes.
    private static IEnumerable<(string Name, string Text)> Forms(string canary)
    {
        var utf8 = Encoding.UTF8.GetBytes(canary);
        yield return ("in clear", canary);
        yield return ("escaped for JSON", JavaScriptEncoder.Default.Encode(canary).Replace("\\", "\\\\", StringComparison.Ordinal));
        yield return ("escaped for an address", Uri.EscapeDataString(canary));
        yield return ("hexadecimal", Convert.ToHexString(utf8));
        yield return ("hexadecimal of hexadecimal", Convert.ToHexString(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8))));
        yield return ("UTF-16", Convert.ToHexString(Encoding.Unicode.GetBytes(canary)));
        yield return ("UTF-16, big end first", Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(canary)));
        for (var offset = 0; offset < 3; offset++)
        {
            // Inside a longer text the same bytes look different by where they begin; the ends depend on neighbours.
            byte[] shifted = [.. new byte[offset], .. utf8];
            var base64 = Convert.ToBase64String(shifted)[((offset * 8 + 5) / 6)..(shifted.Length * 8 / 6)];
            yield return ($"base 64 at {offset}", base64);
            yield return ($"base 64 at {offset} as bytes", Convert.ToHexString(Encoding.ASCII.GetBytes(base64)));
            yield return ($"base 64 for addresses at {offset}", base64.Replace('+', '-').Replace('/', '_'));
        }
    }
}
