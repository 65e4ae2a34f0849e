using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Tenancy;
using Financbase.Web.Shell;

namespace Financbase.Web.Tenancy;

/// <summary>
/// Settles who acts in which organization, once per request, after authentication. The candidates (address, credential,
/// header) must agree; an organization that does not exist and one that the caller is no member of look the same: 404.
/// </summary>
internal sealed class TenantResolution(RequestDelegate next)
{
    private const string Header = "X-Organization";

    public async Task InvokeAsync(
        HttpContext http,
        IMultiTenantStore store,
        IPrincipalResolver principals,
        IMultiTenantContextSetter tenantSetter,
        ICurrentPrincipalSetter principalSetter,
        IProvenance provenance,
        ISecurityJournal journal,
        LastOrganization last)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
        {
            await next(http);
            return;
        }

        var slug = http.Features.Get<OrganizationSlug>()?.Value;
        var credential = http.User.FindFirstValue(FinancbaseClaims.Organization) is { } id
            ? new OrganizationId(Guid.Parse(id))
            : (OrganizationId?)null;
        var tenant = slug is not null ? await store.FindByIdentifierAsync(slug, http.RequestAborted)
            : credential is { } own ? await store.FindByIdAsync(own, http.RequestAborted)
            : null;
        var wanted = slug is not null || credential is not null;
        var disagree = tenant is not null && (credential is { } key && key != tenant.Id || IsOther(http, tenant));
        var principal = await principals.ResolveAsync(http.User, tenant, http.RequestAborted);
        if (wanted && (tenant is null || principal is null || disagree))
        {

            if (!IsAnywhere(http))
            {
                if (disagree)
                    await JournalAsync(http, journal, credential ?? tenant!.Id);
                if (tenant is null && slug is not null && await MovedToAsync(http, store, slug) is { } address)
                {
                    http.Response.Redirect(address);
                    return;
                }

                http.SetEndpoint(null);
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            tenant = null;
            principal = await principals.ResolveAsync(http.User, null, http.RequestAborted);
        }

        if (tenant is not null)
        {
            tenantSetter.Set(tenant);
            if (slug is not null && tenant.State == OrganizationState.Active && HttpMethods.IsGet(http.Request.Method))
                last.Remember(http, slug);
        }

        principalSetter.Set(principal ?? Principal.Anonymous);
        provenance.Set(ProvenanceOf(http));
        await next(http);
    }

    // A header chooses nothing here, but one that names another organization than the rest is a mistake or worse.
    private static bool IsOther(HttpContext http, TenantInfo tenant) =>
        http.Request.Headers[Header].ToString() is { Length: > 0 } named
        && named != tenant.Identifier && !(Guid.TryParse(named, out var id) && id == tenant.Id.Value);

    private static Task JournalAsync(HttpContext http, ISecurityJournal journal, OrganizationId organization) => journal.RecordAsync(
        new(SecurityEventKind.AccessRefused)
        {
            User = Guid.TryParse(http.User.FindFirstValue(FinancbaseClaims.User), out var user) ? new UserId(user) : null,
            Organization = organization,
            Address = http.Connection.RemoteIpAddress,
            Detail = "Address, key and header name different organizations",
        },
        http.RequestAborted);

    // An old address leads members, and nobody else, to the new one. A form sent there is not repeated elsewhere.
    private static async Task<string?> MovedToAsync(HttpContext http, IMultiTenantStore store, string slug) =>
        HttpMethods.IsGet(http.Request.Method)
        && Guid.TryParse(http.User.FindFirstValue(FinancbaseClaims.User), out var user)
        && await store.FindSuccessorAsync(slug, new UserId(user), http.RequestAborted) is { } successor
            ? $"/o/{successor}{http.Request.Path}{http.Request.QueryString}"
            : null;

    private static Provenance ProvenanceOf(HttpContext http)
    {
        var key = http.User.FindFirstValue(FinancbaseClaims.ApiKey) is { } id ? new ApiKeyId(Guid.Parse(id)) : (ApiKeyId?)null;
        return new Provenance(key is null ? Provenance.Session : Provenance.ApiKey)
        {
            ApiKeyId = key,
            SessionId = Guid.TryParse(http.User.FindFirstValue(FinancbaseClaims.Session), out var session) ? new UserSessionId(session) : null,
            Address = http.Connection.RemoteIpAddress,
            RequestId = http.TraceIdentifier,
        };
    }

    // The page that draws this very 404 under the same address.
    private static bool IsAnywhere(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<UrlScopeAttribute>()?.Scope == UrlScope.Anywhere;
}
