using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>
/// PostgreSQL's own programs. They learn by environment where to connect, so that no password shows in the list of
/// processes.
/// </summary>
public static class PostgresTools
{
    private const string Versions = "/usr/lib/postgresql";

    /// <exception cref="InvalidOperationException">It is not there; the message says what to do.</exception>
    public static string Find(string program) => Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"{program} was not found: install PostgreSQL's client programs (Debian and Ubuntu: postgresql-client), or set PGBIN to their folder.");

    internal static Process Start(string program, string connectionString, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Connection(connectionString))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("PGBIN") is { Length: > 0 } chosen)
            return [chosen];

        var installed = Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [];
        return installed
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<(string Name, string? Value)> Connection(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString);
        yield return ("PGHOST", text.Host);
        yield return ("PGPORT", text.Port.ToString(CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", text.Database);
        yield return ("PGUSER", text.Username);
        yield return ("PGPASSWORD", text.Password);
        yield return ("PGSSLMODE", Word(text.SslMode));
        yield return ("PGSSLROOTCERT", text.RootCertificate);
        yield return ("PGCONNECT_TIMEOUT", "10");
        // What the operator's shell says of other databases must not reach this one.
        yield return ("PGSERVICE", null);
        yield return ("PGOPTIONS", null);
    }

    private static string Word(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };
}
