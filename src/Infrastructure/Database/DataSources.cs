using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>
/// The doors to the database at run time. <see cref="App"/> sees one organization at a time; <see cref="System"/>
/// spans organizations, on engine tables only. The owner's door is opened by migrations alone.
/// </summary>
public sealed class DataSources(NpgsqlDataSource app, NpgsqlDataSource aside, NpgsqlDataSource system) : IAsyncDisposable
{
    private const int MostAside = 10;

    // Planning a statement over partitioned tables costs more than running it; a prepared one is planned once a connection.
    private const int MostPrepared = 100;

    public NpgsqlDataSource App { get; } = app;

    /// <summary>
    /// The app role again, by connections of its own, for what commits on its own while a use case holds one of
    /// <see cref="App"/>: with one pool for both, a crowd of use cases would wait for each other's second connection.
    /// </summary>
    public NpgsqlDataSource Aside { get; } = aside;

    public NpgsqlDataSource System { get; } = system;

    public static DataSources Open(DatabaseOptions options) =>
        new(Build(options.App, "financbase"), Build(options.App, "financbase-aside", MostAside), Build(options.System, "financbase-system"));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Aside.DisposeAsync();
        await System.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, string applicationName, int? most = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= applicationName;
        builder.ConnectionStringBuilder.MaxPoolSize = most ?? builder.ConnectionStringBuilder.MaxPoolSize;
        if (!builder.ConnectionStringBuilder.ShouldSerialize("Max Auto Prepare"))
            builder.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        builder.Name = applicationName;
        return builder.Build();
    }
}
