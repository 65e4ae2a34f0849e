using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Quotas;
using Financbase.Application.Workflows.Replays;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Approvals;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Definitions;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Hooks;
using Financbase.Infrastructure.Workflows.Plans;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Reads;
using Financbase.Infrastructure.Workflows.Schedules;
using Financbase.Infrastructure.Workflows.Scripts;
using Financbase.Infrastructure.Workflows.Starting;
using Financbase.Infrastructure.Workflows.Statistics;
using Financbase.Infrastructure.Workflows.Steps;
using Financbase.Infrastructure.Workflows.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Workflows;

public static class WorkflowsRegistration
{
    /// <summary>Every performer in this assembly.</summary>
    internal static IReadOnlyList<Type> Performers { get; } =
        [.. typeof(IStepPerformer).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStepPerformer)))];

    /// <summary>What every process needs: the language, starting and cancelling, reading, and the consumer that listens to events.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>()
            .GetSection(EngineOptions.Section).Get<EngineOptions>() ?? new EngineOptions());
        services.AddSingleton<ITemplates, LiquidTemplates>();
        services.AddSingleton<IScripts, JintScripts>();
        services.AddSingleton<ISchedules, CronSchedules>();
        services.AddSingleton(provider => new WorkflowLanguage(
            StepKinds.BuiltIn, TriggerKinds.BuiltIn, provider.GetRequiredService<ITemplates>(), name => EventCatalogue.Find(name) is not null)
        {
            Scripts = provider.GetRequiredService<IScripts>(),
            Schedules = provider.GetRequiredService<ISchedules>(),
            EventShape = EventShapes.Of,
        });
        services.AddSingleton<SealedProperty>(WorkflowConfiguration.HookToken);
        services.AddSingleton<PlanCache>();
        services.AddSingleton<OrganizationFacts>();
        services.AddSingleton<TurnRules>();
        services.AddSingleton(provider => QuotaOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<StartQuotas>();
        services.AddScoped<IWorkflowQuotas, WorkflowQuotas>();
        services.AddSingleton<HookAnswers>();
        services.AddSingleton<HookTargets>();
        services.AddSingleton<InlineStarts>();
        services.AddSingleton<IHookCalls, HookCalls>();
        services.AddSingleton<EventWaits>();
        services.AddSingleton<LocalEngine>();
        services.AddSingleton<IEventConsumer, EventTriggers>();
        services.AddHostedService<PartitionsAhead>();
        services.AddScoped<IWorkflowStarter, WorkflowStarter>();
        services.AddScoped<IScheduleBook, ScheduleBook>();
        services.AddScoped<IExecutionCanceller, ExecutionCanceller>();
        services.AddScoped<IStepResolver, StepResolver>();
        services.AddScoped<IExecutionRepeater, ExecutionRepeater>();
        services.AddScoped<IWorkflowReads, WorkflowReads>();
        services.AddScoped<IExecutionReads, ExecutionReads>();
        services.AddScoped<IReplays, Replays>();
        services.AddScoped<IWorkflowStatistics, WorkflowStatisticsReads>();
        services.AddSingleton<ExecutionWatch>();
        services.AddSingleton<IExecutionWatch>(provider => provider.GetRequiredService<ExecutionWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<ExecutionWatch>());
        services.AddSingleton<ApprovalNews>();
        services.AddScoped<IApprovalReads, ApprovalReads>();
        services.AddScoped<IApprovalDesk, ApprovalDesk>();
        return services;
    }

    /// <summary>The engine's loops, for a worker.</summary>
    public static IServiceCollection AddWorkflowWorker(this IServiceCollection services)
    {
        services.AddSingleton<LeaseBook>();
        services.AddSingleton<WorkerPulse>();
        services.AddSingleton<ReadyQueue>();
        services.AddSingleton<Authorities>();
        services.AddSingleton<ChildStarts>();
        services.AddSingleton<RecordedLoops>();
        services.AddSingleton<RecordedResults>();
        services.AddSingleton<CheckpointWriter>();
        services.AddSingleton<SecretCalls>();
        services.AddSingleton<ServiceMembers>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<ExecutionRunner>();
        services.AddSingleton<Timers>();
        services.AddSingleton<Departures>();
        services.AddSingleton<ScheduleClock>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<Housekeeping>();
        services.AddSingleton<EngineGauges>();
        foreach (var performer in Performers)
        {
            services.AddSingleton(typeof(IStepPerformer), performer);
        }

        services.AddHostedService<WorkflowWorker>();
        services.AddHostedService<ApprovalHerald>();
        return services;
    }
}
