using Financbase.Application.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Tenancy;
using Financbase.Web.Access;

namespace Financbase.Web.Shell;

/// <summary>Remembers in the browser where a person was last, for the bare address.</summary>
public sealed class LastOrganization(IHostEnvironment environment, IMultiTenantStore store)
{
    private readonly CookieBuilder _cookie = HostCookies.Hardened(
        new CookieBuilder { Name = "organization", IsEssential = true, MaxAge = TimeSpan.FromDays(400) }, environment);

    public void Remember(HttpContext http, string slug)
    {
        if (http.Request.Cookies[_cookie.Name!] != slug)
            http.Response.Cookies.Append(_cookie.Name!, slug, _cookie.Build(http));
    }

    /// <summary>Of the person's organizations the last one, else the first, that is at work; the first of all where none is.</summary>
    public async Task<MyOrganization?> ChooseAsync(HttpContext http, IReadOnlyList<MyOrganization> mine, CancellationToken ct)
    {
        var last = http.Request.Cookies[_cookie.Name!];
        foreach (var one in mine.OrderByDescending(one => one.Slug == last))
        {
            if (await store.FindByIdentifierAsync(one.Slug, ct) is { State: OrganizationState.Active })
                return one;
        }

        return mine is [var first, ..] ? first : null;
    }
}
