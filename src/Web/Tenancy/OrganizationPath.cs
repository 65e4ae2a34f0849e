namespace Financbase.Web.Tenancy;

/// <summary>
/// Moves <c>/o/{slug}</c> from the path to the path base, so that every link, form and redirect below it carries the
/// organization without a route parameter.
/// </summary>
internal sealed class OrganizationPath(RequestDelegate next)
{
    private const string Prefix = "/o/";

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var end = path.IndexOf('/', Prefix.Length);
            var slug = end < 0 ? path[Prefix.Length..] : path[Prefix.Length..end];
            http.Features.Set(new OrganizationSlug(slug));
            http.Request.PathBase = http.Request.PathBase.Add(Prefix + slug);
            http.Request.Path = end < 0 ? "/" : path[end..];
        }

        return next(http);
    }
}

/// <summary>The slug of the address, before anybody checked that it exists or that the caller may see it.</summary>
internal sealed record OrganizationSlug(string Value);
