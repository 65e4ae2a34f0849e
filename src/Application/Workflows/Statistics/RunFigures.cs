namespace Financbase.Application.Workflows.Statistics;

/// <summary>What became of the runs of a workflow. Each is counted on the day (UTC) on which it began, ended or was set aside.</summary>
/// <param name="Started">Runs that began.</param>
/// <param name="Succeeded">Runs that reached their end.</param>
/// <param name="Failed">Runs that failed for good.</param>
/// <param name="Cancelled">Runs that were cancelled.</param>
/// <param name="Parked">How often a run was set aside for a person.</param>
/// <param name="Refused">Starts by events, times, webhooks or steps that a quota did not let begin.</param>
public sealed record RunFigures(long Started, long Succeeded, long Failed, long Cancelled, long Parked, long Refused)
{
    public static RunFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Which part of those that succeeded or failed did succeed, from 0 to 1; null when there is none.</summary>
    public double? SuccessShare => Succeeded + Failed > 0 ? Math.Round(Succeeded / (double)(Succeeded + Failed), 4) : null;

    /// <summary>From their first step to their end, of those that succeeded.</summary>
    public double? AverageMs { get; init; }

    /// <summary>Half of those that succeeded took no longer; within a tenth.</summary>
    public double? MedianMs { get; init; }

    /// <summary>Of 100 that succeeded, 95 took no longer; within a tenth.</summary>
    public double? P95Ms { get; init; }

    public static RunFigures Of(IReadOnlyCollection<Tally> tallies)
    {
        if (tallies.Count == 0)
            return None;
        var succeeded = tallies.Where(tally => tally.Outcome == "succeeded").ToList();
        return new RunFigures(
            Count(tallies, "started"), Count(tallies, "succeeded"), Count(tallies, "failed"), Count(tallies, "cancelled"),
            Count(tallies, "parked"), Count(tallies, "refused"))
        {
            AverageMs = succeeded.Count > 0 ? Math.Round(succeeded.Sum(tally => tally.DurationMs) / succeeded.Sum(tally => tally.Count), 1) : null,
            MedianMs = DurationBuckets.Quantile(0.5, succeeded),
            P95Ms = DurationBuckets.Quantile(0.95, succeeded),
        };
    }

    private static long Count(IEnumerable<Tally> tallies, string outcome) =>
        tallies.Where(tally => tally.Outcome == outcome).Sum(tally => tally.Count);
}

/// <param name="Day">UTC.</param>
/// <param name="Outcome">The word of what happened: <c>started</c>, <c>succeeded</c> …</param>
/// <param name="Bucket">How long it took, see <see cref="DurationBuckets"/>.</param>
/// <param name="Count">How often.</param>
/// <param name="DurationMs">All of them together.</param>
public sealed record Tally(DateOnly Day, string Outcome, short Bucket, long Count, double DurationMs);

/// <summary>
/// Lengths of time as small numbers, four to a doubling: bucket <c>b</c> holds what took over 2^((b−1)/4) ms and up to
/// 2^(b/4) ms, bucket 0 what took less than the first.
/// </summary>
public static class DurationBuckets
{
    private const double PerDoubling = 4;

    /// <summary>Under which that part of them lies: the middle of its bucket, so at most a tenth off. Null when there are none.</summary>
    public static double? Quantile(double part, IEnumerable<Tally> tallies)
    {
        var byLength = tallies.GroupBy(tally => tally.Bucket, tally => tally.Count).OrderBy(bucket => bucket.Key).Select(bucket => (bucket.Key, Count: bucket.Sum())).ToList();
        var rank = (long)Math.Ceiling(part * byLength.Sum(bucket => bucket.Count));
        foreach (var (bucket, count) in byLength)
        {
            rank -= count;
            if (rank <= 0)
                return bucket == 0 ? 0 : Math.Round(Math.Pow(2, (bucket - 0.5) / PerDoubling), 1);
        }

        return null;
    }
}
