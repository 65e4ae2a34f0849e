using System.Runtime.InteropServices;
using System.Text.Json;
using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Reporting;

/// <summary>The figures of one scenario and what they were taken on, for comparing runs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(string folder, IScenario scenario, IReadOnlyList<Measure> measures)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{scenario.Name}.json"), JsonSerializer.Serialize(
            new
            {
                scenario = scenario.Name,
                scenario.Describes,
                takenAt = TimeProvider.System.GetUtcNow(),
                machine = new
                {
                    cores = Environment.ProcessorCount,
                    system = RuntimeInformation.OSDescription,
                    runtime = RuntimeInformation.FrameworkDescription,
                    postgres = await PostgresServer.VersionAsync(),
                },
                measures,
            },
            Format));
    }
}
