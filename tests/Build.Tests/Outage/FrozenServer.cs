using System.Diagnostics;
using System.Globalization;

namespace Financbase.Build.Tests.Outage;

/// <summary>All processes of a PostgreSQL server, stopped where they stand: connections are accepted and nothing answers.</summary>
internal sealed class FrozenServer : IDisposable
{
    private readonly string _processes;

    private FrozenServer(string processes)
    {
        _processes = processes;
        Signal("STOP");
    }

    /// <param name="data">The cluster's data folder.</param>
    public static FrozenServer At(string data)
    {
        var server = File.ReadLines(Path.Combine(data, "postmaster.pid")).First();
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => Path.GetFileName(folder))
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && ParentOf(name) == server);
        return new FrozenServer(string.Join(' ', children.Prepend(server)));
    }

    public void Dispose() => Signal("CONT");

    // The fourth field; the second is the program's name in parentheses and may hold spaces.
    private static string? ParentOf(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }

    // One of them may have ended by itself meanwhile.
    private void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_processes} 2> /dev/null"]);
        kill.WaitForExit();
    }
}
