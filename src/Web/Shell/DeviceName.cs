namespace Financbase.Web.Shell;

/// <summary>A browser by the name that its owner knows, read from what it calls itself; each claims to be all older ones too.</summary>
public static class DeviceName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Of(string device) => (Find(Browsers, device), Find(Systems, device)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"A program on {system}",
        _ => "Unknown device",
    };

    private static string? Find((string Mark, string Name)[] known, string device) =>
        known.FirstOrDefault(entry => device.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
