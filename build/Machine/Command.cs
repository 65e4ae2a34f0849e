using System.Diagnostics;
using System.Text;

namespace Financbase.Build.Machine;

/// <summary>A program to run, as data, so that under which account and with which settings it runs is decided in one place.</summary>
internal sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
    public string? Folder { get; init; }
    public string Input { get; init; } = "";

    /// <summary>Runs to the end and returns what was printed.</summary>
    /// <exception cref="Failure">With <paramref name="otherwise"/>, when the program is missing or ends with another code than 0.</exception>
    public async Task<string> RunAsync(string otherwise, CancellationToken ct)
    {
        var (exitCode, output) = await TryRunAsync(ct);
        return exitCode == 0 ? output : throw new Failure(otherwise, output);
    }

    public async Task<(int ExitCode, string Output)> TryRunAsync(CancellationToken ct)
    {
        using var process = new Process { StartInfo = StartInfo(captured: true) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        Start(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await FeedAsync(process, ct);
        await WaitAsync(process, ct);
        return (process.ExitCode, output.ToString());

        void Keep(string? line)
        {
            if (line is null)
                return;
            lock (output)
                output.AppendLine(line);
            if (Terminal.Verbose)
                Terminal.Note($"| {line}");
        }
    }

    /// <summary>Starts the program on our own terminal; the caller waits for it.</summary>
    public Process StartOnTerminal()
    {
        var process = new Process { StartInfo = StartInfo(captured: false) };
        Start(process);
        return process;
    }

    /// <summary>Runs the program on our own terminal, and stops it when we are stopped. Returns its exit code.</summary>
    public async Task<int> ShowAsync(TimeSpan stopPatience, CancellationToken ct)
    {
        using var process = StartOnTerminal();
        try
        {
            await process.WaitForExitAsync(ct);
            return process.ExitCode;
        }
        finally
        {
            await Signal.StopAsync(process, stopPatience);
        }
    }

    private void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw new Failure($"{Program} could not be started: install it or put its folder on PATH.", cause.Message);
        }
    }

    private async Task FeedAsync(Process process, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException) when (process.HasExited)
        {
            // It ended before it read everything: its exit code and its output say why.
        }
    }

    private static async Task WaitAsync(Process process, CancellationToken ct)
    {
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private ProcessStartInfo StartInfo(bool captured)
    {
        var info = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder ?? "",
            RedirectStandardInput = captured,
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        foreach (var (name, value) in Settings)
            info.Environment[name] = value;
        return info;
    }
}
