using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>
/// Cuts what a document does not need out of a font, by HarfBuzz’ own functions: its library has them, and the package leaves them out. Skia would
/// embed the whole file.
/// </summary>
internal static class FontCut
{
    private const string Library = "libHarfBuzzSharp";

    // Of hb-subset.h: numbers of glyphs stay, and no glyph is taken along that a rule of the font could put in the place of one.
    private const uint KeepNumbers = 0x2;
    private const uint NoClosure = 0x200;
    private const int DroppedTables = 3;
    private static readonly string[] ShapingTables = ["GSUB", "GPOS", "GDEF", "kern"];

    /// <returns>Null for a font without outlines of TrueType’s kind.</returns>
    public static SKTypeface? Of(Face face, IEnumerable<ushort> glyphs, Func<IReadOnlyDictionary<uint, uint>> lettersOf)
    {
        using var outlines = face.ReferenceTable(Tag.Parse("glyf"));
        if (outlines.Length == 0)
            return null;

        var (letters, input) = (lettersOf(), hb_subset_input_create_or_fail());
        try
        {
            hb_subset_input_set_flags(input, KeepNumbers | NoClosure);
            foreach (var table in ShapingTables)
                hb_set_add(hb_subset_input_set(input, DroppedTables), Tag.Parse(table));
            foreach (var glyph in glyphs)
            {
                hb_set_add(hb_subset_input_glyph_set(input), glyph);
                if (letters.TryGetValue(glyph, out var letter))
                    hb_set_add(hb_subset_input_unicode_set(input), letter);
            }

            var cut = hb_subset_or_fail(face.Handle, input);
            GC.KeepAlive(face);
            return cut == 0 ? throw new InvalidDataException("The font could not be cut.") : TypefaceOf(cut);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static SKTypeface TypefaceOf(nint face)
    {
        var content = hb_face_reference_blob(face);
        try
        {
            using var data = SKData.CreateCopy(hb_blob_get_data(content, out var length), length);
            return SKTypeface.FromData(data);
        }
        finally
        {
            hb_blob_destroy(content);
            hb_face_destroy(face);
        }
    }

    [DllImport(Library)]
    private static extern nint hb_subset_input_create_or_fail();

    [DllImport(Library)]
    private static extern void hb_subset_input_destroy(nint input);

    [DllImport(Library)]
    private static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Library)]
    private static extern nint hb_subset_input_set(nint input, int kind);

    [DllImport(Library)]
    private static extern nint hb_subset_input_glyph_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Library)]
    private static extern void hb_set_add(nint set, uint member);

    [DllImport(Library)]
    private static extern nint hb_subset_or_fail(nint face, nint input);

    [DllImport(Library)]
    private static extern nint hb_face_reference_blob(nint face);

    [DllImport(Library)]
    private static extern void hb_face_destroy(nint face);

    [DllImport(Library)]
    private static extern nint hb_blob_get_data(nint blob, out uint length);

    [DllImport(Library)]
    private static extern void hb_blob_destroy(nint blob);
}
