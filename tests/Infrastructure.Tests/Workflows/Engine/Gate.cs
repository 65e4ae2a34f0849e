using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Rows of a kind wait at a trigger until the gate is opened.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly EngineScene _scene;
    private readonly NpgsqlConnection _holder;

    private Gate(EngineScene scene, NpgsqlConnection holder)
    {
        _scene = scene;
        _holder = holder;
    }

    public static async Task<Gate> CloseAsync(EngineScene scene, string table, string when)
    {
        await scene.ExecuteAsync($"""
            CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END';
            CREATE TRIGGER gate BEFORE INSERT ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION wait_at_gate();
            """);
        var holder = new NpgsqlConnection(scene.Database.Superuser);
        await holder.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(4711)", holder);
        await command.ExecuteNonQueryAsync();
        return new Gate(scene, holder);
    }

    public async Task OpenAsync()
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock(4711)", _holder);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _scene.ExecuteAsync("DROP FUNCTION wait_at_gate CASCADE");
    }
}
