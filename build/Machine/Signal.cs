using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Financbase.Build.Machine;

internal static class Signal
{
    private const int Sigterm = 15;

    /// <summary>Asks the process to end, and ends it when it does not within the patience.</summary>
    public static async Task StopAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited)
            return;
        _ = Kill(process.Id, Sigterm);
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Terminal.Note($"Process {process.Id} did not stop within {patience.TotalSeconds:0} s and was ended.");
            process.Kill(entireProcessTree: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
