using System.Globalization;

namespace Financbase.Benchmarks.Measuring;

/// <summary>
/// Processor time of the product's process and of PostgreSQL with all its backends, from <c>/proc</c>: it says what work
/// costs even where the machine is busy with something else.
/// </summary>
internal sealed class CpuMeter
{
    private const double TicksPerMillisecond = 0.1;
    private readonly int _web;
    private readonly int _postgres;
    private double _webBefore;
    private double _kernelBefore;
    private double _postgresBefore;

    private CpuMeter(int web, int postgres) => (_web, _postgres) = (web, postgres);

    public static async Task<CpuMeter> StartAsync(int web)
    {
        var meter = new CpuMeter(web, await PostgresServer.ProcessAsync());
        (meter._webBefore, meter._postgresBefore) = meter.Read();
        meter._kernelBefore = meter.Kernel;
        return meter;
    }

    /// <summary>Milliseconds since the start. A backend that ended meanwhile is counted by its parent.</summary>
    public (double Web, double Postgres) Spent()
    {
        var (web, postgres) = Read();
        return (web - _webBefore, postgres - _postgresBefore);
    }

    /// <summary>Of what the product's process has spent since the start, what was spent in the kernel: sockets, files, memory.</summary>
    public double SpentInKernel() => Kernel - _kernelBefore;

    private double Kernel => TicksOf(_web, 15) / TicksPerMillisecond;

    private (double Web, double Postgres) Read() => (
        TicksOf(_web, 14, 15) / TicksPerMillisecond,
        (TicksOf(_postgres, 14, 15, 16, 17) + ChildrenOf(_postgres).Sum(child => TicksOf(child, 14, 15))) / TicksPerMillisecond);

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
        where id > 0 && Fields(id) is { Length: > 4 } fields && fields[4 - 1] == parent.ToString(CultureInfo.InvariantCulture)
        select id;

    /// <summary>Sums fields of <c>/proc/PID/stat</c>, numbered from 1 as in proc(5); a clock tick is 10 ms.</summary>
    private static double TicksOf(int process, params int[] numbers) =>
        Fields(process) is { Length: > 17 } fields ? numbers.Sum(number => double.Parse(fields[number - 1], CultureInfo.InvariantCulture)) : 0;

    /// <summary>The second field, a program's name in brackets, may hold spaces.</summary>
    private static string[] Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return ["", "", .. line[(line.LastIndexOf(')') + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
