using System.Diagnostics;
using System.Globalization;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Exports books for programs that know nothing of this one, and reads what they make of them.</summary>
internal sealed class Oracles(TestApp app) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("books").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public async Task<string> ExportAsync(TestOrganization organization, string format)
    {
        var file = Path.Combine(_folder, $"{organization.Info.Identifier}.{format}");
        await File.WriteAllTextAsync(file, await VerbAsync("ledger", "export", "--organization", organization.Info.Identifier, "--format", format));
        return file;
    }

    public async Task<string> VerbAsync(params string[] words)
    {
        await using var result = new StringWriter { NewLine = "\n" };
        await using var progress = new StringWriter();
        (await Verbs.RunAsync(app.Services, words, result, progress, CancellationToken.None)).ShouldBe(0, $"{progress}");
        return result.ToString();
    }

    // "assets:1010 Bank","12.50 EUR" or Assets:A1010,12.50 EUR becomes 1010 12.50; what comes to nothing is left out.
    public static string[] Balances(string csv) =>
    [
        .. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line =>
        {
            var comma = line.LastIndexOf(',');
            var code = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..comma].Trim('"', ' ').Split(' ')[0].TrimStart('A');
            var amount = line[(comma + 1)..].Trim('"', ' ', '\r').Split(' ')[0];
            return (code, Amount: amount.Length == 0 ? 0 : decimal.Round(decimal.Parse(amount, CultureInfo.InvariantCulture), 5));
        }).Where(row => row.Amount != 0).Select(row => $"{row.code} {Plain(row.Amount)}").Order(),
    ];

    public static string Plain(decimal amount) => amount.ToString("0.###", CultureInfo.InvariantCulture);

    public static async Task<string> RunAsync(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', words)}: {await error}");
        return await output;
    }
}
