using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Tenancy;
using Hangfire;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Jobs;

/// <summary>
/// Opens a job's scope with what the job was enqueued for: the organization that is its first parameter, or none and the
/// platform as the one who acts. So a job cannot forget whose it is.
/// </summary>
internal sealed class WorkContextActivator(IServiceScopeFactory scopes, IMultiTenantStore organizations) : JobActivator
{
    public override JobActivatorScope BeginScope(PerformContext context)
    {
        var job = context.BackgroundJob.Job;
        var scope = scopes.CreateScope();
        try
        {
            if (job.Args is [OrganizationId organization, ..])
                scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(Find(organization, context.CancellationToken.ShutdownToken));
            else if (job.Type.IsDefined(typeof(PlatformJobAttribute), inherit: false))
                scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Platform);
            else
                throw new InvalidOperationException($"{job.Type.Name} does not say for which organization it works.");
            return new Scope(scope);
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    // Hangfire opens scopes synchronously, on threads of its own.
    private TenantInfo Find(OrganizationId id, CancellationToken ct) =>
        organizations.FindByIdAsync(id, ct).GetAwaiter().GetResult()
        ?? throw new InvalidOperationException($"The organization {id} is gone.");

    private sealed class Scope(IServiceScope scope) : JobActivatorScope
    {
        public override object Resolve(Type type) => ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);

        public override void DisposeScope()
        {
            if (scope is IAsyncDisposable whole)
                whole.DisposeAsync().AsTask().GetAwaiter().GetResult();
            else
                scope.Dispose();
        }
    }
}
