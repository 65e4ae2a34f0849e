namespace Financbase.Build.Testing;

/// <summary>A part of a test run, which ends with a report of its own.</summary>
internal interface ITestWork
{
    /// <summary>Whether nothing else may run meanwhile.</summary>
    bool RunsAlone { get; }

    Task<TestReport> RunAsync(TestSettings settings, CancellationToken ct);
}
