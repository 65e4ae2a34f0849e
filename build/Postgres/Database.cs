using Financbase.Build.Machine;

namespace Financbase.Build.Postgres;

/// <summary>The database that Financbase works on: a private cluster of our own, or the one that the environment names.</summary>
internal sealed class Database : IAsyncDisposable
{
    public const string AppSetting = "ConnectionStrings__Financbase";
    private const string OwnerSetting = "ConnectionStrings__FinancbaseOwner";
    private const string SystemSetting = "ConnectionStrings__FinancbaseSystem";
    private const string JobsSetting = "ConnectionStrings__FinancbaseJobs";
    private const string AdminSetting = "ConnectionStrings__FinancbaseAdmin";

    private static readonly string[] Roles = ["app", "owner", "system", "jobs"];

    private static readonly string[] Required = [AppSetting, OwnerSetting, SystemSetting];

    private readonly ClusterLease? _lease;

    private Database(IReadOnlyDictionary<string, string?> settings, ClusterLease? lease) => (Settings, _lease) = (settings, lease);

    /// <summary>For operators' verbs only, never for a process that serves: who may make a scratch database.</summary>
    public IReadOnlyDictionary<string, string?> VerbSettings { get; private init; } = new Dictionary<string, string?>();

    /// <summary>The names of all of them, for a command that must not touch anybody's database.</summary>
    public static IReadOnlyList<string> SettingNames { get; } = [AppSetting, OwnerSetting, SystemSetting, JobsSetting];

    public static bool IsNamedByEnvironment => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(AppSetting));

    public static IReadOnlyList<Requirement> Requirements => IsNamedByEnvironment ? [] : [PostgresPrograms.Requirement];

    /// <summary>The connection strings, as settings of the web application.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public static async Task<Database> OpenAsync(DataFolder data, CancellationToken ct)
    {
        if (IsNamedByEnvironment)
            return new Database(NamedByEnvironment(), lease: null);

        var cluster = PrivateCluster(data);
        var lease = await Terminal.StepAsync("Starting the private PostgreSQL", () => ClusterLease.TakeAsync(cluster, data, ct));
        try
        {
            return new Database(await PrepareAsync(cluster, data.Secrets, ct), lease)
            {
                VerbSettings = new Dictionary<string, string?> { [AdminSetting] = cluster.SuperuserConnection },
            };
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public static Cluster PrivateCluster(DataFolder data) =>
        new(data.PathOf("postgres"), data.Secrets.Get("postgres-superuser"), ["shared_buffers=256MB", "max_connections=200", "jit=off"]);

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null)
            await _lease.DisposeAsync();
    }

    private static Dictionary<string, string?> NamedByEnvironment()
    {
        var settings = SettingNames.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        return Required.FirstOrDefault(name => string.IsNullOrWhiteSpace(settings[name])) is { } missing
            ? throw new Failure($"{AppSetting} is set but {missing} is not: set {string.Join(", ", Required)}, or none of them for a private database.")
            : settings;
    }

    /// <summary>The roles and the database, as they must be; repeating it changes nothing.</summary>
    private static async Task<IReadOnlyDictionary<string, string?>> PrepareAsync(Cluster cluster, Secrets secrets, CancellationToken ct)
    {
        var passwords = Roles.ToDictionary(role => role, role => secrets.Get($"postgres-{role}"));
        await cluster.RunSqlAsync($"""
            SET client_min_messages = warning;
            {string.Concat(passwords.Select(role => RoleSql($"financbase_{role.Key}", role.Value)))}
            SELECT 'CREATE DATABASE financbase OWNER financbase_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'financbase') \gexec
            REVOKE ALL ON DATABASE financbase FROM PUBLIC;
            GRANT CONNECT ON DATABASE financbase TO financbase_app, financbase_system, financbase_jobs;
            """, ct);
        return new Dictionary<string, string?>
        {
            [AppSetting] = cluster.ConnectionTo("financbase", "financbase_app", passwords["app"]),
            [OwnerSetting] = cluster.ConnectionTo("financbase", "financbase_owner", passwords["owner"]),
            [SystemSetting] = cluster.ConnectionTo("financbase", "financbase_system", passwords["system"]),
            [JobsSetting] = cluster.ConnectionTo("financbase", "financbase_jobs", passwords["jobs"]),
        };
    }

    private static string RoleSql(string role, string password) => $"""
        SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \gexec
        ALTER ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '{password}';

        """;
}
