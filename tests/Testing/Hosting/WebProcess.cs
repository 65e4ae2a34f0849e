using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Testing.Database;

namespace Financbase.Testing.Hosting;

/// <summary>The real product as a process of its own, so that a test can end or kill it.</summary>
public sealed partial class WebProcess : IAsyncDisposable
{
    private const int Sigterm = 15;
    private const int Sigcont = 18;
    private const int Sigstop = 19;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether what it prints is shown, too: under a failed test it is worth reading.</summary>
    public static bool Echoes { get; set; } = true;

    public int Id => _process.Id;

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static WebProcess Start(TestDatabase database, params (string Key, string Value)[] settings) => Start(
    [
        ("ConnectionStrings:Financbase", database.App),
        ("ConnectionStrings:FinancbaseSystem", database.System),
        ("ConnectionStrings:FinancbaseOwner", database.Owner),
        .. settings,
    ]);

    public static WebProcess Start(params (string Key, string Value)[] settings) => new(Process.Start(StartInfo([], settings))!);

    /// <summary>Runs one of its verbs to the end.</summary>
    public static async Task<(int Code, string Result, string Progress)> RunVerbAsync(
        IReadOnlyList<string> words, params (string Key, string Value)[] settings)
    {
        using var process = Process.Start(StartInfo(words, settings))!;
        var result = process.StandardOutput.ReadToEndAsync();
        var progress = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await result, await progress);
    }

    /// <summary>Where it listens, as soon as it does.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(StartPatience);

    /// <summary>SIGTERM, as a supervisor sends it; answers the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        _ = Kill(_process.Id, Sigterm);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: it stands still, with its connections open, until it is disposed of or goes on.</summary>
    public void Freeze() => _ = Kill(_process.Id, Sigstop);

    /// <summary>SIGCONT.</summary>
    public void GoOn() => _ = Kill(_process.Id, Sigcont);

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> words, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. words])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        foreach (var (key, value) in TestApp.Unlimited.Concat(settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
            _output.AppendLine(line);
        if (Echoes)
            Console.WriteLine(line);
        if (Listening().Match(line) is { Success: true } found)
            _address.TrySetResult(new Uri(found.Groups[1].Value));
    }

    [GeneratedRegex("Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
