using System.Diagnostics;

namespace Financbase.Build.Machine;

/// <summary>A process that can be found again: numbers are used again, but not by a process of the same age.</summary>
internal sealed record ProcessMark(int Id, DateTime Started)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static ProcessMark Of(Process process) => new(process.Id, process.StartTime.ToUniversalTime());

    /// <summary>The process, when it still runs.</summary>
    public Process? Find()
    {
        try
        {
            var process = Process.GetProcessById(Id);
            return (process.StartTime.ToUniversalTime() - Started).Duration() < Tolerance ? process : null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
