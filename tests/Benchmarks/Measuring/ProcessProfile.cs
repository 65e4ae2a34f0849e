using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Financbase.Benchmarks.Measuring;

/// <summary>
/// Where a process spends its time: the runtime looks at every thread a thousand times a second, and what stands on top of
/// a stack that runs managed code is counted for the library that it belongs to. Work in native code (the collector, the
/// kernel) is not seen.
/// </summary>
internal static class ProcessProfile
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";
    private const string RunningManagedCode = "Managed";

    /// <summary>Libraries by the beginning of their names; the first that fits counts.</summary>
    private static readonly (string Beginning, string Name)[] Groups =
    [
        ("Financbase.Domain", "Domain"), ("Financbase.Infrastructure", "Infrastructure"), ("Financbase.Web", "Web"), ("Financbase", "the rest of ours"),
        ("Npgsql", "Npgsql"), ("System.Text.Json", "System.Text.Json"), ("Fluid", "Fluid"), ("Parlot", "Fluid"),
        ("Microsoft.AspNetCore", "ASP.NET Core"), ("Microsoft.EntityFrameworkCore", "EF Core"), ("Microsoft.Extensions", "Microsoft.Extensions"), ("System.Net", "System.Net"),
        ("System", "the runtime's library"),
    ];

    /// <summary>Shares of the samples, in percent, the largest first.</summary>
    /// <param name="process">On .NET, of the same user.</param>
    /// <param name="work">What to watch it doing.</param>
    public static async Task<IReadOnlyList<(string Library, double Percent)>> OfAsync(int process, Func<Task> work)
    {
        var file = Path.GetTempFileName();
        try
        {
            await RecordAsync(process, file, work);
            return Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RecordAsync(int process, string file, Func<Task> work)
    {
        EventPipeProvider[] providers =
        [
            new(Sampler, EventLevel.Informational),
            // What tells methods by their addresses: the loader, and what is compiled meanwhile.
            new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x10 | 0x8),
        ];
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(providers, requestRundown: true, 256, CancellationToken.None);
        await using var target = File.Create(file);
        var copied = session.EventStream.CopyToAsync(target);
        await work();
        await session.StopAsync(CancellationToken.None);
        await copied;
    }

    private static List<(string Library, double Percent)> Read(string file)
    {
        var converted = TraceLog.CreateFromEventPipeDataFile(file);
        try
        {
            using var log = new TraceLog(converted);
            var samples = log.Events
                .Where(sample => sample.ProviderName == Sampler && sample.PayloadNames is [var type, ..] && $"{sample.PayloadByName(type)}" == RunningManagedCode)
                .Select(sample => GroupOf(sample.CallStack()?.CodeAddress.ModuleName))
                .ToList();
            return [.. samples.CountBy(name => name).Select(group => (group.Key, 100.0 * group.Value / samples.Count)).OrderByDescending(group => group.Item2)];
        }
        finally
        {
            File.Delete(converted);
        }
    }

    private static string GroupOf(string? module) =>
        Groups.FirstOrDefault(group => module?.StartsWith(group.Beginning, StringComparison.Ordinal) == true).Name ?? "other";
}
