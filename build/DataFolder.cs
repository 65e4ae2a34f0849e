namespace Financbase.Build;

/// <summary>Where the private cluster, the published application and the secrets of one installation live.</summary>
internal sealed class DataFolder
{
    private const string SecretsFile = "secrets.json";
    private const string MasterKeyFile = "master.key";
    private static readonly string[] OwnFolders = ["postgres", "app", "tests", "locks", "files"];
    private static readonly string[] OwnFiles = ["server.json", "demo", MasterKeyFile, SecretsFile];
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private DataFolder(string path) => Path = path;

    public string Path { get; }
    public bool HoldsCluster => Directory.Exists(PathOf("postgres", "data"));

    /// <summary>Where the application keeps its master key; run by itself in development, it may have made the usual one.</summary>
    public string MasterKey => PathOf(MasterKeyFile);

    /// <summary>Where the application keeps what is attached to documents.</summary>
    public string Files => PathOf("files");

    public Secrets Secrets => new(PathOf(SecretsFile));

    /// <summary>True when Financbase has been here before: then what it finds under its names is its own.</summary>
    public bool IsOurs => File.Exists(PathOf(SecretsFile));

    /// <summary>The chosen folder, or the usual one; it need not exist.</summary>
    public static DataFolder At(string? chosen) => new(chosen ?? (Environment.IsPrivilegedProcess ? "/var/lib/financbase" : UsualPath()));

    /// <summary>The same, made when it is missing. Root's must be passable for the account that PostgreSQL runs as.</summary>
    public static DataFolder Open(string? chosen)
    {
        var data = At(chosen);
        Directory.CreateDirectory(data.Path, Environment.IsPrivilegedProcess ? Mine | Passable : Mine);
        if (!data.IsOurs && Directory.EnumerateFileSystemEntries(data.Path).Any(entry => entry != data.MasterKey))
            throw new Failure($"{data.Path} holds other files already: choose an empty folder with --data.");
        _ = data.Secrets.Get("demo-password");
        return data;
    }

    public string PathOf(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Removes what Financbase has put here, and the folder itself only when nothing else is in it.</summary>
    public void Clear()
    {
        foreach (var folder in OwnFolders.Select(name => PathOf(name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        foreach (var file in OwnFiles)
            File.Delete(PathOf(file));
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    private static string UsualPath()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return home.Length > 0
            ? System.IO.Path.Combine(home, "financbase")
            : throw new Failure("Your account has no home folder: choose a folder for Financbase's data with --data.");
    }
}
