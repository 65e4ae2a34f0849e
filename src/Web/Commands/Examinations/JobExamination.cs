using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Workflows.Engine;
using Hangfire;
using Hangfire.Storage;

namespace Financbase.Web.Commands.Examinations;

/// <summary>Hangfire's storage can be read, somebody works on it, and nothing on the timetable fails or is long overdue.</summary>
internal sealed class JobExamination(JobStorage storage, JobOptions options, DataSources dataSources, EngineOptions engine, TimeProvider clock) : Examination
{
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    protected override string Subject => "jobs";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // Hangfire asks its storage synchronously.
        await Task.Yield();
        var now = clock.GetUtcNow().UtcDateTime;
        var monitoring = storage.GetMonitoringApi();
        var alive = monitoring.Servers().Count(server => server.Heartbeat > now - options.StaleAfter);
        using var connection = storage.GetConnection();
        var timetable = connection.GetRecurringJobs();
        var late = timetable.Where(job => job.NextExecution < now - Overdue).Select(job => job.Id).Order(StringComparer.Ordinal).ToArray();
        var failed = timetable.Where(job => job.Error is not null || job.LastJobState == "Failed").Select(job => job.Id).Order(StringComparer.Ordinal).ToArray();
        yield return alive == 0 ? Warning("no worker runs jobs now: recurring jobs and long imports wait until one does")
            : late.Length > 0 ? Warning($"overdue: {string.Join(", ", late)}")
            : Ok($"{timetable.Count} on the timetable, {alive} workers");
        if (await new JobPulse(dataSources, engine).IsLostAsync(ct))
            yield return Warning($"workers live, but no recurring job has run for {JobPulse.Overdue.TotalMinutes:F0} minutes: restart them");
        if (failed.Length > 0)
            yield return Warning($"failed, see /jobs: {string.Join(", ", failed)}");
    }
}
