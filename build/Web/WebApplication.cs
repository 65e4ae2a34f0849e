using Financbase.Build.Machine;
using Financbase.Build.Postgres;

namespace Financbase.Build.Web;

/// <summary>The published web application, with the settings that connect it to its database.</summary>
internal sealed class WebApplication
{
    private readonly string _folder;
    private readonly Dictionary<string, string?> _settings;
    private readonly IReadOnlyDictionary<string, string?> _verbSettings;

    private WebApplication(string folder, Dictionary<string, string?> settings, IReadOnlyDictionary<string, string?> verbSettings) =>
        (_folder, _settings, _verbSettings) = (folder, settings, verbSettings);

    /// <summary>
    /// Publishes the sources as they are now, unless that was done before. Each state has a folder of its own, so that a
    /// server keeps its files while others compile.
    /// </summary>
    public static async Task<WebApplication> PublishAsync(DataFolder data, Database database, string configuration, CancellationToken ct)
    {
        await using var gate = await FileLock.TakeAloneAsync(data.PathOf("locks", "publish"), ct);
        var folder = data.PathOf("app", SourceFingerprint.Of(Repository.Root, configuration));
        if (!Directory.Exists(folder))
        {
            await Terminal.StepAsync("Compiling the web application", () => CompileAsync(folder, configuration, ct));
            RemoveAllBut(folder, RunningServer.FolderOf(data));
        }

        var settings = new Dictionary<string, string?>(database.Settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = Chosen("ASPNETCORE_ENVIRONMENT") ?? "Development",
            ["Demo__Password"] = Chosen("Demo__Password") ?? data.Secrets.Get("demo-password"),
            ["Logging__LogLevel__Default"] = Chosen("Logging__LogLevel__Default") ?? "Warning",
            ["Encryption__KeyFile"] = Chosen("Encryption__KeyFile") ?? data.MasterKey,
            ["Files__Folder"] = Chosen("Files__Folder") ?? (Chosen("Files__S3__Endpoint") is null ? data.Files : null),
        };
        return new WebApplication(folder, settings, database.VerbSettings);
    }

    public string Folder => _folder;
    public string DemoPassword => _settings["Demo__Password"]!;

    /// <summary>One of the application's verbs, whose standard output holds its result and nothing else.</summary>
    public Command Verb(params IReadOnlyList<string> words) =>
        Run(words, [.. _verbSettings, new("Logging__Console__LogToStandardErrorThreshold", "Trace")]);

    public Command Serve(Uri url) => Run([], [new("ASPNETCORE_URLS", url.GetLeftPart(UriPartial.Authority))]);

    /// <summary>It stays in the caller's folder, where the files that a verb names are.</summary>
    private Command Run(IReadOnlyList<string> words, IReadOnlyList<KeyValuePair<string, string?>> more) =>
        new(Executables.Dotnet, [Path.Combine(_folder, "Financbase.Web.dll"), .. words])
        {
            Settings = new Dictionary<string, string?>([.. _settings, .. more, new("DOTNET_CONTENTROOT", _folder)]),
        };

    private static string? Chosen(string setting) =>
        Environment.GetEnvironmentVariable(setting) is { Length: > 0 } value ? value : null;

    private static async Task CompileAsync(string folder, string configuration, CancellationToken ct)
    {
        var draft = $"{folder}.new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        await Dotnet.RunAsync(["publish", Repository.PathOf("src", "Web"), "-c", configuration, "-o", draft],
            "The web application did not compile: mend what the compiler names above, then try again.", ct);
        Directory.Move(draft, folder);
    }

    private static void RemoveAllBut(string current, string? serving)
    {
        foreach (var old in Directory.EnumerateDirectories(Path.GetDirectoryName(current)!).Where(folder => folder != current && folder != serving))
            Directory.Delete(old, recursive: true);
    }
}
