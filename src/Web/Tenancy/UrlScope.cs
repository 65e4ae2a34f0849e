namespace Financbase.Web.Tenancy;

/// <summary>Where an endpoint's address lives. A test shows that every endpoint says so.</summary>
public enum UrlScope
{
    /// <summary>Under <c>/o/{slug}</c> only.</summary>
    Organization,

    /// <summary>Outside it only: personal, public and operator pages, the API, assets.</summary>
    Root,

    /// <summary>In both: pages that stand in for another one, such as “not found”.</summary>
    Anywhere,
}

/// <summary>Endpoint metadata: the page or route exists in this scope, and answers 404 in the other.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UrlScopeAttribute(UrlScope scope) : Attribute
{
    public UrlScope Scope { get; } = scope;
}
