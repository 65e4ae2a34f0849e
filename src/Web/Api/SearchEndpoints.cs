using System.Globalization;
using Financbase.Application.Search;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/search</c>: what a text leads to, of all kinds of things that the key may read.</summary>
internal static class SearchEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/search", (HttpContext http, ApiSender sender, CancellationToken ct) =>
        sender.Ok(new SearchOrganization(QueryWord.Text(http), Limit(http)), ct)).Sends<SearchOrganization>()
        .Takes(
            QueryWords.Text("q", "What to look for, 2 to 200 characters; upper and lower case are the same."),
            QueryWords.Whole("limit", 1, SearchOrganization.MaxLimit, SearchOrganization.DefaultLimit, "The most hits."));

    private static int Limit(HttpContext http) => http.Request.Query["limit"].ToString() switch
    {
        "" => SearchOrganization.DefaultLimit,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) => wanted,
        _ => throw new DomainException(Error.Validation("limit", $"Use a whole number from 1 to {SearchOrganization.MaxLimit}.")),
    };
}
