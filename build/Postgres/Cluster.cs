using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Financbase.Build.Machine;

namespace Financbase.Build.Postgres;

/// <summary>
/// A PostgreSQL server of our own: its folder, its port on 127.0.0.1, one superuser with a password. No Unix socket, so that
/// the length and the rights of the folder's path do not matter.
/// </summary>
internal sealed class Cluster(string folder, string password, IReadOnlyList<string> settings)
{
    private const string Superuser = "postgres";

    private string Log => Path.Combine(folder, "server.log");
    private string PortFile => Path.Combine(folder, "port");

    public string Data => Path.Combine(folder, "data");
    public int Port { get; private set; }
    public bool Exists => Directory.Exists(Data);
    public string SuperuserConnection => ConnectionTo("postgres", Superuser, password);

    public string ConnectionTo(string database, string role, string rolePassword) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={role};Password={rolePassword}";

    public async Task StartAsync(CancellationToken ct)
    {
        var programs = Programs();
        if (!Exists)
            await CreateAsync(programs, ct);
        if (await IsRunningAsync(programs, ct))
            return;

        Port = RememberedPort() is { } port && IsFree(port) ? port : FreePort();
        await File.WriteAllTextAsync(PortFile, Port.ToString(CultureInfo.InvariantCulture), ct);
        await ServerAccount.Run(programs["pg_ctl"], "start", "-s", "-w", "-t", "600", "-D", Data, "-l", Log, "-o", StartOptions())
            .RunAsync($"PostgreSQL did not start: the end of {Log} says why.", ct);
    }

    /// <summary>Says whether it was running.</summary>
    public async Task<bool> StopAsync(CancellationToken ct)
    {
        var programs = Programs();
        if (!await IsRunningAsync(programs, ct))
            return false;
        await ServerAccount.Run(programs["pg_ctl"], "stop", "-s", "-w", "-t", "120", "-m", "fast", "-D", Data)
            .RunAsync($"PostgreSQL did not stop: the end of {Log} says why.", ct);
        return true;
    }

    /// <summary>Runs SQL as the superuser; the first error ends it.</summary>
    public Task RunSqlAsync(string sql, CancellationToken ct) =>
        new Command(Programs()["psql"], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{Port}", "-U", Superuser, "-d", "postgres")
        {
            Input = sql,
            Settings = new Dictionary<string, string?> { ["PGPASSWORD"] = password, ["PGCONNECT_TIMEOUT"] = "10" },
        }
        .RunAsync($"The private PostgreSQL in {folder} refused a command: its log {Log} says why.", ct);

    /// <summary>initdb works in a draft folder, so that a cluster exists whole or not at all.</summary>
    private async Task CreateAsync(PostgresPrograms programs, CancellationToken ct)
    {
        var draft = $"{Data}.new";
        var passwordFile = Path.Combine(folder, "password.new");
        await ServerAccount.MakeFolderAsync(folder, ct);
        await ServerAccount.Run("rm", "-rf", draft).RunAsync($"{draft} could not be removed.", ct);
        await (ServerAccount.Run("sh", "-c", "umask 077 && cat > \"$0\"", passwordFile) with { Input = password })
            .RunAsync($"{passwordFile} could not be written: check that the disk is not full.", ct);
        await ServerAccount.Run(programs["initdb"], "-D", draft, "-U", Superuser, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions")
            .RunAsync($"A PostgreSQL cluster could not be made in {folder}: check that the disk is not full.", ct);
        File.Delete(passwordFile);
        Directory.Move(draft, Data);
    }

    private async Task<bool> IsRunningAsync(PostgresPrograms programs, CancellationToken ct)
    {
        var (exitCode, _) = await ServerAccount.Run(programs["pg_ctl"], "status", "-D", Data).TryRunAsync(ct);
        if (exitCode != 0 || RememberedPort() is not { } port || IsFree(port))
            return false;
        Port = port;
        return true;
    }

    /// <summary>A cluster only opens with the major version that made it.</summary>
    private PostgresPrograms Programs()
    {
        int? major = Exists ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")), CultureInfo.InvariantCulture) : null;
        return PostgresPrograms.Find(major) ?? throw new Failure(major is null
            ? PostgresPrograms.Requirement.Otherwise
            : $"The data in {folder} were made by PostgreSQL {major}, which was not found: install postgresql-{major}, or set PGBIN to the folder of its programs.");
    }

    private string StartOptions() => string.Join(' ',
        new[] { $"port={Port}", "listen_addresses=127.0.0.1", "unix_socket_directories=" }.Concat(settings).Select(setting => $"-c {setting}"));

    private int? RememberedPort() =>
        File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
