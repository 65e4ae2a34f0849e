using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Build.Machine;

namespace Financbase.Build.Postgres;

/// <summary>A folder with the server's programs, and their major version.</summary>
internal sealed partial record PostgresPrograms(string Folder, int Major)
{
    public const int OldestMajor = 15;
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl", "psql"];

    public static readonly Requirement Requirement = new("PostgreSQL", ["postgresql"],
        $"PostgreSQL {OldestMajor} or newer was not found: install it (Debian and Ubuntu: sudo apt-get install postgresql), set PGBIN to the folder of its programs, or set ConnectionStrings__Financbase to a database of yours.",
        () => Find() is not null);

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest that can be found; for an existing cluster, the newest of the major version that made it.</summary>
    public static PostgresPrograms? Find(int? major = null) => NewestOf(Folders(), major);

    public static PostgresPrograms? NewestOf(IEnumerable<string> folders, int? major = null) =>
        folders.Distinct().Select(At).OfType<PostgresPrograms>()
            .Where(programs => programs.Major >= OldestMajor && (major is null || programs.Major == major))
            .MaxBy(programs => programs.Major);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("PGBIN") is { Length: > 0 } chosen)
            return At(chosen) is not null ? [chosen] : throw new Failure($"PGBIN is {chosen}, but PostgreSQL's programs are not there: set it to the folder of initdb and pg_ctl, or unset it.");
        return [.. Versions("/usr/lib/postgresql", "bin"), .. Versions("/usr", "bin", "pgsql-*"), .. Executables.PathFolders.Select(BehindLinks)];
    }

    private static IEnumerable<string> Versions(string parent, string child, string pattern = "*") =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Select(folder => Path.Combine(folder, child)) : [];

    /// <summary>A link to pg_ctl on PATH leads to the folder where its companions are.</summary>
    private static string BehindLinks(string folder)
    {
        var program = new FileInfo(Path.Combine(folder, "pg_ctl"));
        return Path.GetDirectoryName(program.Exists ? program.ResolveLinkTarget(returnFinalTarget: true)?.FullName : null) ?? folder;
    }

    private static PostgresPrograms? At(string folder)
    {
        var complete = Needed.All(program => File.Exists(Path.Combine(folder, program)));
        return complete && MajorOf(Path.Combine(folder, "postgres")) is { } major ? new PostgresPrograms(folder, major) : null;
    }

    private static int? MajorOf(string server)
    {
        var version = VersionNumber().Match(Executables.Ask(server, "--version"));
        return version.Success ? int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
