namespace Financbase.Architecture.Tests.Canaries.Jobs;

/// <summary>Works for nobody knows whom: the rule must find it.</summary>
public sealed class UnplacedJobs(TimeSpan pause)
{
    public Task SweepAsync(CancellationToken ct) => Task.Delay(pause, ct);
}
