using System.Diagnostics;
using System.Text.Json;
using Financbase.Build.Machine;

namespace Financbase.Build.Web;

/// <summary>
/// The one <c>up</c> that a data folder can have at a time. The lock says whether it is there; the note beside the lock
/// says where it serves and which web process to end when <c>up</c> itself was killed.
/// </summary>
internal sealed class RunningServer : IDisposable
{
    private readonly DataFolder _data;
    private readonly FileStream _lock;

    private RunningServer(DataFolder data, FileStream @lock) => (_data, _lock) = (data, @lock);

    /// <summary>Claims the place; null when another <c>up</c> has it.</summary>
    public static RunningServer? TryClaim(DataFolder data) =>
        FileLock.TryTakeAlone(LockOf(data)) is { } held ? new RunningServer(data, held) : null;

    public static ServerNote? NoteOf(DataFolder data) =>
        File.Exists(FileOf(data)) ? JsonSerializer.Deserialize<ServerNote>(File.ReadAllText(FileOf(data))) : null;

    /// <summary>The folder that a web process may be running from.</summary>
    public static string? FolderOf(DataFolder data) => NoteOf(data)?.Folder;

    /// <summary>Ends the other <c>up</c> and waits until it is gone; says whether there was anything to end.</summary>
    public static async Task<bool> StopAsync(DataFolder data, CancellationToken ct)
    {
        var stopped = false;
        if (TryClaim(data) is not { } place)
        {
            stopped = true;
            using var up = NoteOf(data)?.Up.Find();
            if (up is not null)
                await Signal.StopAsync(up, TimeSpan.FromSeconds(90));
            place = new RunningServer(data, await FileLock.TakeAloneAsync(LockOf(data), ct));
        }

        using (place)
            return await place.EndOrphanAsync() || stopped;
    }

    /// <summary>Ends the web process that a killed <c>up</c> left behind.</summary>
    public async Task<bool> EndOrphanAsync()
    {
        using var orphan = NoteOf(_data)?.Web?.Find();
        if (orphan is not null)
            await Signal.StopAsync(orphan, WebServer.StopPatience);
        File.Delete(FileOf(_data));
        return orphan is not null;
    }

    public void Write(Uri url, string? folder = null, Process? web = null)
    {
        using var self = Process.GetCurrentProcess();
        var draft = $"{FileOf(_data)}.new";
        File.WriteAllText(draft, JsonSerializer.Serialize(new ServerNote(url, folder, ProcessMark.Of(self), web is null ? null : ProcessMark.Of(web))));
        File.Move(draft, FileOf(_data), overwrite: true);
    }

    public void Dispose()
    {
        File.Delete(FileOf(_data));
        _lock.Dispose();
    }

    private static string LockOf(DataFolder data) => data.PathOf("locks", "up");

    private static string FileOf(DataFolder data) => data.PathOf("server.json");
}

internal sealed record ServerNote(Uri Url, string? Folder, ProcessMark Up, ProcessMark? Web);
