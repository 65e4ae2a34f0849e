using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>
/// The two doors to the database at run time. <see cref="App"/> sees one organization at a time; <see cref="System"/>
/// spans organizations, on engine tables only. The owner's door is opened by migrations alone.
/// </summary>
public sealed class DataSources(NpgsqlDataSource app, NpgsqlDataSource system) : IAsyncDisposable
{
    public NpgsqlDataSource App { get; } = app;

    public NpgsqlDataSource System { get; } = system;

    public static DataSources Open(DatabaseOptions options) =>
        new(Build(options.App, "financbase"), Build(options.System, "financbase-system"));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await System.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, string applicationName)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= applicationName;
        return builder.Build();
    }
}
