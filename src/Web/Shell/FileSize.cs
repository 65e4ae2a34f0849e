using System.Globalization;

namespace Financbase.Web.Shell;

/// <summary>A number of bytes for people, in units of 1,000.</summary>
public static class FileSize
{
    public static string Of(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000d:0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000d:0.0} MB"),
    };
}
