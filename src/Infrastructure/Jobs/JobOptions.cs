namespace Financbase.Infrastructure.Jobs;

/// <summary>How background jobs run; the section <c>Jobs</c> of the configuration.</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Jobs that one worker process runs at a time.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>Of these, over all workers, one organization's at a time: so that one with many holds up no other.</summary>
    public int AtOncePerOrganization { get; init; } = 1;

    /// <summary>A worker not heard of for so long has lost its jobs: another one begins them anew.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Refuses what would start no job, or the same one over and over.</summary>
    internal JobOptions Checked() => this switch
    {
        { AtOnce: < 1 or > 100 } => throw new InvalidOperationException("Jobs__AtOnce is a number from 1 to 100."),
        { AtOncePerOrganization: < 1 or > 100 } => throw new InvalidOperationException("Jobs__AtOncePerOrganization is a number from 1 to 100."),
        { StaleAfter.TotalSeconds: < 5 or > 3600 } => throw new InvalidOperationException("Jobs__StaleAfter is a time from 00:00:05 to 01:00:00."),
        _ => this,
    };
}
