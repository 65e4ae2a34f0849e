using Financbase.Application;
using Financbase.Application.Events;
using Financbase.Application.Idempotency;
using Financbase.Application.Imports;
using Financbase.Application.Monitoring;
using Financbase.Application.Operators;
using Financbase.Application.Organizations;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Attachments;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Banking;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Documents;
using Financbase.Infrastructure.Egress;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Expenses;
using Financbase.Infrastructure.Idempotency;
using Financbase.Infrastructure.Imports;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Ledger;
using Financbase.Infrastructure.Mail;
using Financbase.Infrastructure.Monitoring;
using Financbase.Infrastructure.Notifications;
using Financbase.Infrastructure.Operators;
using Financbase.Infrastructure.Organizations;
using Financbase.Infrastructure.Purchases;
using Financbase.Infrastructure.Sales;
using Financbase.Infrastructure.Secrets;
using Financbase.Infrastructure.Tenancy;
using Financbase.Infrastructure.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure;

public static class DependencyInjection
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.Configure<IdentityOptions>(IdentityTables.ChooseSchema);
        services.AddHostedService<SettingsCheck>();
        services.AddDatabase();
        services.AddTenancy();
        services.AddEncryption();
        services.AddAccess();
        services.AddAudit();
        services.AddEvents();
        services.AddBanking();
        services.AddLedger();
        services.AddDocuments();
        services.AddSales();
        services.AddPurchases();
        services.AddExpenses();
        services.AddAttachments();
        services.AddSecrets();
        services.AddEgress();
        services.AddMail();
        services.AddNotifications();
        services.AddScoped<IMetrics, Metrics>();
        services.AddWorkflows();
        services.AddJobs();
        services.AddSearchSources(typeof(DependencyInjection).Assembly);
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();
        services.AddSingleton(IdempotencyStore.Answers);
        services.AddScoped<IOverviewReport, OverviewReport>();
        services.AddScoped<IFounding, Founding>();
        services.AddScoped<IExportReads, ExportReads>();
        services.AddSingleton<ITableFiles, TableFiles>();
        services.AddScoped<IImportBooks, ImportBooks>();
        services.AddScoped<IOpenDocuments, OpenDocuments>();
        services.AddScoped<IOperatorReads, OperatorReads>();
        services.AddSingleton(new ConstraintMeaning(OrganizationConfiguration.SlugIndex, OrganizationsErrors.SlugTaken));
        return services;
    }

    /// <summary>The background loops: for processes whose <c>Process:Roles</c> contain <c>worker</c>.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddHostedService<EventDispatcher>();
        services.AddWorkflowWorker();
        services.AddMailSender();
        services.AddJobWorker();
        return services;
    }

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => DatabaseOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => DataSources.Open(provider.GetRequiredService<DatabaseOptions>()));
        services.AddHostedService<DatabaseRolesCheck>();
        services.AddSingleton<MigrationState>();
        services.AddSingleton<PostgresErrors>();
        services.AddScoped<CommittedWork>();
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IResourceLock, ResourceLock>();
        services.AddScoped(typeof(IReadRepository<>), typeof(ReadRepository<>));
        services.AddScoped(typeof(IRepository<>), typeof(Repository<>));
        services.AddScoped<IReadStore, ReadStore>();
        services.AddDbContext<FinancbaseDbContext>((scope, options) => options
            .UseNpgsql(scope.GetRequiredService<DataSources>().App)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(
                scope.GetRequiredService<OrganizationTransactionInterceptor>(),
                scope.GetRequiredService<TenantEnforcementInterceptor>(),
                scope.GetRequiredService<SealingInterceptor>(),
                OpeningInterceptor.Instance,
                scope.GetRequiredService<AuditInterceptor>(),
                scope.GetRequiredService<EventLogInterceptor>(),
                scope.GetRequiredService<AccessChanges>()));
    }

    private static void AddTenancy(this IServiceCollection services)
    {
        services.AddSingleton<OrganizationTransactionInterceptor>();
        services.AddSingleton<TenantEnforcementInterceptor>();
        services.AddSingleton<IMultiTenantStore, OrganizationStore>();
    }

    private static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<WakeUps>();
        services.AddHostedService<WakeUpRelay>();
        services.AddSingleton<EventWriter>();
        services.AddScoped<EventLog>();
        services.AddScoped<IEventLog>(scope => scope.GetRequiredService<EventLog>());
        services.AddScoped<EventLogInterceptor>();
        services.AddScoped<IEventReads, EventReads>();
    }
}
