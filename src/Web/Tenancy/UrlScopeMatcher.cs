using Microsoft.AspNetCore.Routing.Matching;

namespace Financbase.Web.Tenancy;

/// <summary>
/// Keeps the two address spaces apart while routing, so that <c>/</c> and <c>/o/{slug}/</c> may be different pages. An
/// endpoint that does not say where it lives lives at the root.
/// </summary>
internal sealed class UrlScopeMatcher : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => int.MinValue + 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var wanted = httpContext.Features.Get<OrganizationSlug>() is null ? UrlScope.Root : UrlScope.Organization;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && !Fits(candidates[i].Endpoint, wanted))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }

    private static bool Fits(Endpoint endpoint, UrlScope wanted) =>
        (endpoint.Metadata.GetMetadata<UrlScopeAttribute>()?.Scope ?? UrlScope.Root) is var scope
        && (scope == wanted || scope == UrlScope.Anywhere);
}
