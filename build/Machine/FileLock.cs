namespace Financbase.Build.Machine;

/// <summary>A lock on a file that the kernel lets go of when its process ends, however it ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Nobody else may hold the lock, shared or alone; null when somebody does.</summary>
    public static FileStream? TryTakeAlone(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Any number of processes may hold the lock shared; null when one holds it alone.</summary>
    public static FileStream? TryShare(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    public static async Task<FileStream> TakeAloneAsync(string path, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            FileStream? held;
            while ((held = TryTakeAlone(path)) is null)
                await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
            return held;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new Failure($"Another command has held {path} for {Patience.TotalMinutes:0} minutes: wait for it or end it, then try again.");
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
