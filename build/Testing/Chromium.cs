using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>The browser of the end-to-end tests.</summary>
internal static class Chromium
{
    public const string Setting = "FINANCBASE_TEST_CHROMIUM";

    public static readonly Requirement Requirement = new("Chromium", ["chromium"],
        $"Chromium was not found: install it (Debian: sudo apt-get install chromium), set {Setting} to the path of a Chromium or Chrome, or leave these tests out with --fast.",
        () => Find() is not null);

    public static string? Find() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } chosen && File.Exists(chosen)
            ? chosen
            : Executables.Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}
