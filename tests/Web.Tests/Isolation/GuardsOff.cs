using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Isolation;

/// <summary>The product without one of its guards, to show that the matrix would notice.</summary>
internal static class GuardsOff
{
    public static void QueryFilter(IServiceCollection services) =>
        services.ConfigureDbContext<FinancbaseDbContext>(options => options.ReplaceService<IModelCustomizer, Unfiltered>());

    public static void Nothing(IServiceCollection services)
    {
    }

    public static void Membership(IServiceCollection services) => services.AddScoped<IPrincipalResolver, EverybodyOwnsEverything>();

    public static void Permissions(IServiceCollection services)
    {
        services.Remove(services.Single(service => service.ServiceType == typeof(IPipelineBehavior<,>)
            && service.ImplementationType!.Name.StartsWith("AuthorizationBehavior", StringComparison.Ordinal)));
        services.Remove(services.Single(service => service.ServiceType == typeof(IAuthorizationHandler)
            && service.ImplementationType?.Namespace?.StartsWith("Financbase", StringComparison.Ordinal) == true));
        services.AddSingleton<IAuthorizationHandler, AllowAll>();
    }

    private sealed class Unfiltered(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            foreach (var type in modelBuilder.Model.GetEntityTypes().Where(type => type.IsMultiTenant()))
            {
                type.SetQueryFilter(OwnershipModel.FilterName, null);
            }
        }
    }

    private sealed class EverybodyOwnsEverything : IPrincipalResolver
    {
        public Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct)
        {
            var user = new UserId(Guid.Parse(caller.FindFirstValue(ClaimTypes.NameIdentifier) ?? Guid.Empty.ToString()));
            return Task.FromResult<Principal?>(new Principal($"user:{user}", PrincipalKind.User, user, Role.Owner.Permissions));
        }
    }

    private sealed class AllowAll : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            foreach (var requirement in context.PendingRequirements.ToList())
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
