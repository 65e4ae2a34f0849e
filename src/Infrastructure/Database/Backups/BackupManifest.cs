using System.Security.Cryptography;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>What a backup holds, written beside it (<c>FILE.json</c>), so that a restored copy can be compared without the original.</summary>
/// <param name="TakenAt">The moment that it shows.</param>
/// <param name="Sha256">Of the whole file.</param>
/// <param name="Tables">Rows and checksum of each table.</param>
public sealed record BackupManifest(DateTimeOffset TakenAt, string Sha256, IReadOnlyDictionary<string, TableSum> Tables)
{
    public long Rows => Tables.Values.Sum(table => table.Rows);

    public static string PathOf(string file) => file + ".json";

    /// <exception cref="InvalidOperationException">It is missing or unreadable.</exception>
    public static async Task<BackupManifest> ReadAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(PathOf(file)))
            throw new InvalidOperationException($"{PathOf(file)} is missing: without it nobody can tell whether {file} is whole.");
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(PathOf(file), ct), WireJson.Options)
                ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{PathOf(file)} is not the description of a backup.");
        }
    }

    public Task WriteAsync(string path, CancellationToken ct) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, WireJson.Options), ct);

    public static async Task<string> DigestAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    /// <summary>The tables that differ, each with how.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, TableSum> found) =>
    [
        .. Tables.Where(table => !found.ContainsKey(table.Key)).Select(table => $"{table.Key} is missing"),
        .. found.Where(table => !Tables.ContainsKey(table.Key)).Select(table => $"{table.Key} is not in the backup"),
        .. Tables.Where(table => found.TryGetValue(table.Key, out var sum) && sum != table.Value)
            .Select(table => $"{table.Key} has {found[table.Key].Rows} rows of {table.Value.Rows}, or other contents"),
    ];
}
