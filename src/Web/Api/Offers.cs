using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>Whether something is still offered for new documents.</summary>
public enum Offer
{
    Offered,
    Archived,
}

internal static class Offers
{
    public static QueryWords Word { get; } = QueryWords.Word<Offer>("offer", "Only those that are offered, or only those that are archived.");

    public static bool? Archived(HttpContext http) => QueryWord.Read<Offer>(http, "offer") is { } offer ? offer == Offer.Archived : null;
}
