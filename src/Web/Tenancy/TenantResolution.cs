using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Tenancy;

namespace Financbase.Web.Tenancy;

/// <summary>
/// Settles who acts in which organization, once per request, after authentication. The candidates (address, credential)
/// must agree; an organization that does not exist and one that the caller is no member of look the same: 404.
/// </summary>
internal sealed class TenantResolution(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext http,
        IMultiTenantStore store,
        IPrincipalResolver principals,
        IMultiTenantContextSetter tenantSetter,
        ICurrentPrincipalSetter principalSetter,
        IProvenance provenance)
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
        var principal = await principals.ResolveAsync(http.User, tenant, http.RequestAborted);
        if (wanted && (tenant is null || principal is null || credential is { } bound && bound != tenant.Id))
        {
            if (!IsAnywhere(http))
            {
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
        }

        principalSetter.Set(principal ?? Principal.Anonymous);
        provenance.Set(ProvenanceOf(http));
        await next(http);
    }

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
