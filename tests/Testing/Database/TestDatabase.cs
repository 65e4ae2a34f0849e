using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Testing.Database;

/// <summary>
/// A database of its own on the test cluster, copied from a template that is migrated once per run. Dropped on disposal.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly string Template = $"financbase_test_template_{Environment.ProcessId}";
    private static bool _templateReady;
    private static Task<TestDatabase>? _spare;
    private static int _count;

    // Looked at hundreds of times: each source of its own would sign in anew, and ask which types there are, for one statement.
    private readonly Lazy<NpgsqlDataSource> _superuser;
    private readonly Lazy<NpgsqlDataSource> _owner;

    private TestDatabase(string name)
    {
        Name = name;
        _superuser = new(() => Look(Superuser));
        _owner = new(() => Look(Owner));
    }

    public string Name { get; }

    public string App => ConnectionString(DatabaseOptions.AppRole, Name);

    public string System => ConnectionString(DatabaseOptions.SystemRole, Name);

    public string Jobs => ConnectionString(DatabaseOptions.JobsRole, Name);

    public string Owner => ConnectionString(DatabaseOptions.OwnerRole, Name);

    /// <summary>A superuser's connection: for looking past every wall.</summary>
    public string Superuser => new NpgsqlConnectionStringBuilder(TestCluster.Admin) { Database = Name }.ConnectionString;

    /// <summary>Connections of a superuser, for statements in types that PostgreSQL brings along; kept while the database is.</summary>
    public NpgsqlDataSource SuperuserSource => _superuser.Value;

    /// <summary>The same as the owner role.</summary>
    public NpgsqlDataSource OwnerSource => _owner.Value;

    /// <summary>Answers what was copied while the last one was in use, and begins with the next.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        await EnsureTemplateAsync();
        var database = await (Interlocked.Exchange(ref _spare, null) ?? CreateAsync(Template));
        _spare = CreateAsync(Template);
        return database;
    }

    /// <summary>One in which nothing is yet, for tests of the way to today's shape.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        await TestCluster.EnsureRolesAsync();
        return await CreateAsync("template1");
    }

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var database = new TestDatabase(
            $"financbase_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");
        // Files are copied for half of what it costs to log each of their pages.
        await TestCluster.ExecuteAsync(
            $"CREATE DATABASE {database.Name} OWNER {DatabaseOptions.OwnerRole} TEMPLATE {template} STRATEGY file_copy");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { _superuser, _owner }.Where(source => source.IsValueCreated))
            await source.Value.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await TestCluster.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    /// <summary>Runs one statement past every wall.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var command = SuperuserSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task EnsureTemplateAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (!_templateReady)
            {
                await TestCluster.EnsureRolesAsync();
                await TestCluster.ExecuteAsync($"DROP DATABASE IF EXISTS {Template} WITH (FORCE)");
                await TestCluster.ExecuteAsync($"CREATE DATABASE {Template} OWNER {DatabaseOptions.OwnerRole}");
                var owner = ConnectionString(DatabaseOptions.OwnerRole, Template);
                await Migrator.MigrateAsync(owner + ";Pooling=false", CancellationToken.None);
                _templateReady = true;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => DropLeftovers();
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private static void DropLeftovers()
    {
        if (_spare is { IsCompletedSuccessfully: true, Result: var spare })
            TestCluster.DropQuietly(spare.Name);
        TestCluster.DropQuietly(Template);
    }

    private static NpgsqlDataSource Look(string connection) =>
        new NpgsqlDataSourceBuilder(connection).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    private static string ConnectionString(string role, string database) =>
        new NpgsqlConnectionStringBuilder(TestCluster.Admin)
        {
            Username = role,
            Password = TestCluster.Password,
            Database = database,

            // How long hundreds wait for a connection says how busy the machine is, not whether they are served.
            Timeout = 60,
        }.ConnectionString;
}
