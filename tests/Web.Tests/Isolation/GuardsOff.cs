using System.Security.Claims;
using System.Text.Encodings.Web;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
        PipelinePermissions(services);
        EndpointPermissions(services);
    }

    /// <summary>Use cases ask nobody; pages and endpoints still do.</summary>
    public static void PipelinePermissions(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IPipelineBehavior<,>)
            && service.ImplementationType!.Name.StartsWith("AuthorizationBehavior", StringComparison.Ordinal)));

    /// <summary>Pages and endpoints ask nobody; use cases still do.</summary>
    public static void EndpointPermissions(IServiceCollection services)
    {
        services.Remove(services.Single(service => service.ServiceType == typeof(IAuthorizationHandler)
            && service.ImplementationType?.Namespace?.StartsWith("Financbase", StringComparison.Ordinal) == true));
        services.AddSingleton<IAuthorizationHandler, AllowAll>();
    }

    /// <summary>Suspended organizations look like others.</summary>
    public static void OrganizationState(IServiceCollection services) => Wrap<IMultiTenantStore>(services, store => new NothingSuspended(store));

    /// <summary>A cookie holds whatever became of its session.</summary>
    public static void Sessions(IServiceCollection services)
    {
        services.AddScoped<EverySession>();
        services.PostConfigure<CookieAuthenticationOptions>(Web.Access.Schemes.Session, options => options.EventsType = typeof(EverySession));
    }

    /// <summary>A key works that is revoked or has expired.</summary>
    public static void KeyLife(IServiceCollection services) => Keys<EveryKey>(services);

    /// <summary>A key works from everywhere.</summary>
    public static void KeyNetworks(IServiceCollection services) => Keys<EveryAddress>(services);

    /// <summary>A form counts that another site's page has sent.</summary>
    public static void Antiforgery(IServiceCollection services) => Wrap<IAntiforgery>(services, inner => new EveryForm(inner));

    /// <summary>A key may do all that its maker may.</summary>
    public static void Scopes(IServiceCollection services) => Keys<EveryScope>(services);

    /// <summary>Nobody knows of exceptions for single things.</summary>
    public static void Grants(IServiceCollection services) => Wrap<IPrincipalResolver>(
        services, resolver => new Changed(resolver, (_, found) => found with { Rights = Ungranted(found.Rights) }));

    /// <summary>Roles narrow nothing.</summary>
    public static void Constraints(IServiceCollection services) => Wrap<IPrincipalResolver>(
        services, resolver => new Changed(resolver, (_, found) => found with { Rights = Unconstrained(found.Rights) }));

    /// <summary>A key may do what it was given, whatever its maker may by now.</summary>
    public static void KeyCeiling(IServiceCollection services) => Wrap<IPrincipalResolver>(services, resolver => new Changed(resolver, (caller, found) =>
        caller.Identity is ApiKeyIdentity { Key: var key }
            ? Principal.Of(found.Id, found.Kind, key.CreatedBy, new Rights(key.Scopes.ToHashSet()) { Holder = key.CreatedBy, Grants = key.Grants })
            : found));

    /// <summary>Everybody is an operator.</summary>
    public static void Operators(IServiceCollection services) =>
        Wrap<IPrincipalResolver>(services, resolver => new Changed(resolver, (_, found) => found with { IsOperator = true }));

    /// <summary>A session is anybody's who knows its id.</summary>
    public static void OwnSessions(IServiceCollection services) => Wrap<IUserSessions>(services, (all, sessions) =>
        new EverybodysSessions(sessions, all.GetRequiredService<FinancbaseDbContext>()));

    private static void Keys<THandler>(IServiceCollection services) where THandler : class =>
        services.PostConfigure<AuthenticationOptions>(options => options.SchemeMap[Web.Access.Schemes.ApiKey].HandlerType = typeof(THandler));

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap) where T : class => Wrap<T>(services, (_, inner) => wrap(inner));

    private static void Wrap<T>(IServiceCollection services, Func<IServiceProvider, T, T> wrap) where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Add(new ServiceDescriptor(
            typeof(T),
            all => wrap(all, (T)(inner.ImplementationFactory?.Invoke(all) ?? ActivatorUtilities.CreateInstance(all, inner.ImplementationType!))),
            inner.Lifetime));
    }

    private sealed class NothingSuspended(IMultiTenantStore store) : IMultiTenantStore
    {
        public async Task<TenantInfo?> FindByIdentifierAsync(string slug, CancellationToken ct) => Awake(await store.FindByIdentifierAsync(slug, ct));

        public async Task<TenantInfo?> FindByIdAsync(OrganizationId id, CancellationToken ct) => Awake(await store.FindByIdAsync(id, ct));

        public Task<string?> FindSuccessorAsync(string slug, UserId member, CancellationToken ct) => store.FindSuccessorAsync(slug, member, ct);

        private static TenantInfo? Awake(TenantInfo? tenant) => tenant is null ? null : tenant with { State = Domain.Organizations.OrganizationState.Active };
    }

    private sealed class EverySession : CookieAuthenticationEvents;

    private abstract class CarelessKeys(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDirectory directory)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var words = Request.Headers.Authorization.ToString().Split(' ');
            return words is [_, var text] && ApiKeyToken.TryParse(text, out var token)
                && await directory.FindAsync(token.PublicId, Context.RequestAborted) is { } key && Take(key, token) is { } taken
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ApiKeyIdentity(taken, token.PublicId)), Scheme.Name))
                : AuthenticateResult.Fail("No such key.");
        }

        protected abstract ApiKeyCredential? Take(ApiKeyCredential key, ApiKeyToken token);
    }

    private sealed class EveryKey(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDirectory directory, IApiKeyHasher hasher)
        : CarelessKeys(options, loggers, encoder, directory)
    {
        protected override ApiKeyCredential? Take(ApiKeyCredential key, ApiKeyToken token) =>
            key.Refuse(hasher.Hash(token), Context.Connection.RemoteIpAddress, DateTimeOffset.UtcNow) is null or ApiKeyRefusal.Revoked or ApiKeyRefusal.Expired
                ? key
                : null;
    }

    private sealed class EveryAddress(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDirectory directory, IApiKeyHasher hasher)
        : CarelessKeys(options, loggers, encoder, directory)
    {
        protected override ApiKeyCredential? Take(ApiKeyCredential key, ApiKeyToken token) =>
            key.Refuse(hasher.Hash(token), Context.Connection.RemoteIpAddress, DateTimeOffset.UtcNow) is null or ApiKeyRefusal.AddressNotAllowed ? key : null;
    }

    private sealed class EveryForm(IAntiforgery inner) : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => inner.GetAndStoreTokens(httpContext);

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => inner.GetTokens(httpContext);

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);

        public void SetCookieTokenAndHeader(HttpContext httpContext) => inner.SetCookieTokenAndHeader(httpContext);

        public Task ValidateRequestAsync(HttpContext httpContext) => Task.CompletedTask;
    }

    private sealed class EveryScope(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyDirectory directory, IApiKeyHasher hasher)
        : CarelessKeys(options, loggers, encoder, directory)
    {
        protected override ApiKeyCredential? Take(ApiKeyCredential key, ApiKeyToken token) =>
            key.Refuse(hasher.Hash(token), Context.Connection.RemoteIpAddress, DateTimeOffset.UtcNow) is null
                ? key with { Scopes = [.. PermissionCatalogue.ForApiKeys] }
                : null;
    }

    private static Rights Ungranted(Rights rights) => rights with { Grants = [], Ceiling = rights.Ceiling is null ? null : Ungranted(rights.Ceiling) };

    private static Rights Unconstrained(Rights rights) => rights with
    {
        Constraints = new Dictionary<string, Constraint>(),
        Ceiling = rights.Ceiling is null ? null : Unconstrained(rights.Ceiling),
    };

    private sealed class Changed(IPrincipalResolver resolver, Func<ClaimsPrincipal, Principal, Principal> change) : IPrincipalResolver
    {
        public async Task<Principal?> ResolveAsync(ClaimsPrincipal caller, TenantInfo? tenant, CancellationToken ct) =>
            await resolver.ResolveAsync(caller, tenant, ct) is { } found ? change(caller, found) : null;
    }

    private sealed class EverybodysSessions(IUserSessions sessions, FinancbaseDbContext context) : IUserSessions
    {
        public void Add(UserSession session) => sessions.Add(session);

        public Task<UserSession?> FindAsync(UserId user, UserSessionId session, CancellationToken ct) =>
            context.Set<UserSession>().SingleOrDefaultAsync(row => row.Id == session, ct);

        public Task<Page<MySession>> ListAsync(UserId user, UserSessionFilter filter, PageRequest page, CancellationToken ct) => sessions.ListAsync(user, filter, page, ct);

        public Task RevokeAllAsync(UserId user, UserSessionId? except, DateTimeOffset now, CancellationToken ct) => sessions.RevokeAllAsync(user, except, now, ct);
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
