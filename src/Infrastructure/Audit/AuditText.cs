using System.Text;

namespace Financbase.Infrastructure.Audit;

/// <summary>Text that the database keeps and every JSON reader reads: no U+0000, no half characters, and bounded.</summary>
internal static class AuditText
{
    public static string? Clean(string? text, int most)
    {
        if (text is null)
            return null;

        // Encoding replaces a half character by U+FFFD.
        var cut = text.Length <= most ? text : text[..most];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }
}
