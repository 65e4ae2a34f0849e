namespace Financbase.Web.RateLimits;

/// <summary>What the requests of a page count for.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HeavyAttribute : Attribute
{
    /// <summary>Showing the page costs nothing special; what it is sent does.</summary>
    public bool OnlyWhenSent { get; init; }

    public RequestCost CostOf(string method) => OnlyWhenSent && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) ? RequestCost.One : RequestCost.Heavy;
}
