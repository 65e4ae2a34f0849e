using Financbase.Application.Attachments;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Hangfire;
using Npgsql;

namespace Financbase.Infrastructure.Attachments;

/// <summary>
/// Deletes contents that nothing needs: of files that nothing has had for a week, and once a day what lies in the store without a
/// row, be it that its upload was refused, or that its organization was erased. Any number of workers may do it at once.
/// </summary>
[PlatformJob]
public sealed class FileSweep(DataSources dataSources, IFileStore store, TimeProvider clock)
{
    private const int AtOnce = 500;

    // The row comes with the end of the request that wrote the content.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    [JobDisplayName("Delete files that nothing has any more")]
    public async Task SweepAsync(CancellationToken ct)
    {
        while (await DropAsync(ct) is { Count: > 0 } dropped)
            foreach (var (organization, file) in dropped)
                foreach (var name in FileName.All(organization, file))
                    await store.DeleteAsync(name, ct);
    }

    [JobDisplayName("Delete contents without a file")]
    public async Task SweepStrayAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Grace;
        await foreach (var names in Old(before, ct).Chunk(AtOnce).WithCancellation(ct))
        {
            var known = await KnownAsync([.. names.Select(name => FileName.FileOf(name)!.Value)], ct);
            foreach (var name in names.Where(name => !known.Contains(FileName.FileOf(name)!.Value)))
                await store.DeleteAsync(name, ct);
        }
    }

    private IAsyncEnumerable<string> Old(DateTimeOffset before, CancellationToken ct) =>
        store.ListAsync(ct).Where(one => one.At < before && FileName.FileOf(one.Name) is not null).Select(one => one.Name);

    private async Task<List<(Guid Organization, Guid File)>> DropAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT organization_id, id FROM drop_unused_files($1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AtOnce });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var dropped = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct))
            dropped.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return dropped;
    }

    private async Task<HashSet<Guid>> KnownAsync(Guid[] files, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("SELECT known_files($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = files });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var known = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
            known.Add(rows.GetGuid(0));
        return known;
    }
}
