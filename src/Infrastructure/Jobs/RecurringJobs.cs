using System.Linq.Expressions;
using Financbase.Infrastructure.Attachments;
using Financbase.Infrastructure.Ledger;
using Financbase.Infrastructure.Organizations;
using Financbase.Infrastructure.Purchases;
using Financbase.Infrastructure.Sales;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Statistics;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// The timetable (UTC). Each worker writes it at its start: with several it is the same each time, and what is not on it
/// any more is struck out.
/// </summary>
internal sealed partial class RecurringJobs(IRecurringJobManager manager, JobStorage storage, ILogger<RecurringJobs> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<RecurringJob> Timetable { get; } =
    [
        .. RetentionRule.All.Select(rule => RecurringJob.Of<Retention>(
            $"retention.{rule.Name}", rule.Schedule, retention => retention.ForgetAsync(rule.Name, CancellationToken.None))),
        RecurringJob.Of<OrganizationErasure>("organizations.erase", "42 * * * *", erasure => erasure.EraseDueAsync(CancellationToken.None)),
        RecurringJob.Of<TallyFold>("workflows.tally", "* * * * *", fold => fold.FoldAsync(CancellationToken.None)),
        RecurringJob.Of<QuotaNews>("workflows.quota-news", "* * * * *", news => news.TellAsync(CancellationToken.None)),
        RecurringJob.Of<OverdueInvoices>("invoices.overdue", "17 * * * *", invoices => invoices.TellAsync(CancellationToken.None)),
        RecurringJob.Of<RecurringInvoices>("invoices.recurring", "7 * * * *", invoices => invoices.MakeAsync(CancellationToken.None)),
        RecurringJob.Of<InvoiceReminders>("invoices.remind", "37 * * * *", invoices => invoices.SendAsync(CancellationToken.None)),
        RecurringJob.Of<ExpiredQuotes>("quotes.expire", "27 * * * *", quotes => quotes.ExpireAsync(CancellationToken.None)),
        RecurringJob.Of<ScheduledEntries>("ledger.scheduled", "12 * * * *", schedules => schedules.PostAsync(CancellationToken.None)),
        RecurringJob.Of<BudgetNews>("budgets.tell", "37 * * * *", budgets => budgets.TellAsync(CancellationToken.None)),
        RecurringJob.Of<DueBills>("bills.due-soon", "37 * * * *", bills => bills.TellAsync(CancellationToken.None)),
        RecurringJob.Of<LedgerWatch>("ledger.verify", "23 2 * * *", ledger => ledger.WatchAsync(CancellationToken.None)),
        RecurringJob.Of<FileSweep>("files.unused", "47 * * * *", sweep => sweep.SweepAsync(CancellationToken.None)),
        RecurringJob.Of<FileSweep>("files.stray", "33 3 * * *", sweep => sweep.SweepStrayAsync(CancellationToken.None)),
        RecurringJob.Of<JobPulse>("pulse", "* * * * *", pulse => pulse.BeatAsync(CancellationToken.None)),
    ];

    /// <summary>A database that is away, or not migrated yet, delays it.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Write();
                return;
            }
            catch (Exception failed)
            {
                NotWritten(failed);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Write()
    {
        foreach (var entry in Timetable)
            manager.AddOrUpdate(entry.Id, entry.Job, entry.Schedule, new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed });

        using var connection = storage.GetConnection();
        foreach (var old in connection.GetRecurringJobs().Select(job => job.Id).Except(Timetable.Select(entry => entry.Id)))
            manager.RemoveIfExists(old);
    }

    [LoggerMessage(LogLevel.Warning, "The timetable of the recurring jobs is not written yet; trying again")]
    private partial void NotWritten(Exception exception);
}

/// <param name="Id">Its name on the timetable.</param>
/// <param name="Schedule">When (cron, UTC).</param>
/// <param name="Job">What to do.</param>
internal sealed record RecurringJob(string Id, string Schedule, Job Job)
{
    public static RecurringJob Of<T>(string id, string schedule, Expression<Func<T, Task>> call) => new(id, schedule, Job.FromExpression(call));
}
