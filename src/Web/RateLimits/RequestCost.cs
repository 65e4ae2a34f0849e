namespace Financbase.Web.RateLimits;

/// <summary>What a request to an endpoint counts for; one unit where nothing else is said.</summary>
internal sealed record RequestCost(int Units)
{
    public static RequestCost One { get; } = new(1);

    /// <summary>Never counted and never refused.</summary>
    public static RequestCost Free { get; } = new(0);

    /// <summary>A call that keeps the machine busy well after it was answered.</summary>
    public static RequestCost Heavy { get; } = new(10);
}

internal static class RequestCosts
{
    public static TBuilder Costs<TBuilder>(this TBuilder endpoint, RequestCost cost) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(cost);
}
