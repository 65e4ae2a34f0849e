using System.Diagnostics;

namespace Financbase.Infrastructure.Database.Backups;

/// <summary>One of PostgreSQL's programs at work. Left without its end, it is killed, and with it what it has not committed.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly string _program;
    private readonly Process _process;
    private readonly Task<string> _complaints;

    public ToolRun(string program, string connectionString, params IEnumerable<string> arguments)
    {
        _program = program;
        _process = PostgresTools.Start(program, connectionString, arguments);
        _complaints = _process.StandardError.ReadToEndAsync();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <exception cref="InvalidOperationException">With what it said, when it failed.</exception>
    public async Task EndAsync(CancellationToken ct)
    {
        _process.StandardInput.Close();
        var rest = _process.StandardOutput.ReadToEndAsync(ct);
        await _process.WaitForExitAsync(ct);
        await rest;
        if (_process.ExitCode != 0)
            throw await FailureAsync();
    }

    public async Task<InvalidOperationException> FailureAsync() => new($"{_program} failed: {(await _complaints).Trim()}");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
