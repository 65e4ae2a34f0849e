using Financbase.Application.Jobs;
using Financbase.Infrastructure.Database;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Jobs;

internal static class JobsRegistration
{
    private const int Attempts = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);

    /// <summary>What every process needs: the storage, which the dashboard shows.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton(provider => (provider.GetRequiredService<IConfiguration>()
            .GetSection(JobOptions.Section).Get<JobOptions>() ?? new JobOptions()).Checked());
        services.AddSingleton<JobStorage>(provider => Open(
            provider.GetRequiredService<DatabaseOptions>(), provider.GetRequiredService<JobOptions>()));
        services.AddSingleton<JobActivator, WorkContextActivator>();

        // Our own list, since Hangfire's is one for the whole process.
        services.AddSingleton<IJobFilterProvider>(_ => new JobFilterProviderCollection(
            new JobFilterCollection { new JobSignals(), new AutomaticRetryAttribute { Attempts = Attempts }, new StatisticsHistoryAttribute() },
            new JobFilterAttributeFilterProvider()));
        services.AddScoped<IJobs, Jobs>();
        services.AddSingleton<RunningJobs>();
        services.AddSingleton<IJobProgress>(provider => provider.GetRequiredService<RunningJobs>());
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        return services;
    }

    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services.AddHostedService<RecurringJobs>();
        services.AddHostedService<JobRelay>();
        services.AddSingleton<JobRuns>();
        services.AddScoped<JobRequesters>();
        services.AddScoped<JobRunner>();
        services.AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = provider.GetRequiredService<JobOptions>().AtOnce;
            server.SchedulePollingInterval = SchedulePoll;
        });
        return services;
    }

    // A job keeps its claim alive while it runs: with a fixed time, one that takes longer would run twice.
    private static PostgreSqlStorage Open(DatabaseOptions database, JobOptions jobs)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = JobSchema.Name,
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = Poll,
            InvisibilityTimeout = jobs.StaleAfter,
            UseSlidingInvisibilityTimeout = true,
        };
        var text = new NpgsqlConnectionStringBuilder(database.Jobs);
        text.ApplicationName ??= "financbase-jobs";
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(text.ConnectionString, options), options);
    }
}
