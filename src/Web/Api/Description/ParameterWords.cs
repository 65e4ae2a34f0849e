using Financbase.Application.Paging;
using Financbase.Web.Access;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>What the address and the headers of a call may hold.</summary>
internal static class ParameterWords
{
    private const int LongestKey = 255;

    private static readonly QueryWords[] Pages =
    [
        QueryWords.Whole("limit", 1, PageRequest.MaxLimit, PageRequest.DefaultLimit, "The most rows of this page."),
        QueryWords.Text("cursor", "The `nextCursor` of the page before; without it the first page."),
    ];

    public static IEnumerable<IOpenApiParameter> Of(
        RouteEndpoint route, UseCase useCase, IEnumerable<IOpenApiParameter> places, bool hasState)
    {
        foreach (var place in places.OfType<OpenApiParameter>().Where(place => place.In == ParameterLocation.Path))
        {
            place.Description ??= $"Which {Singular(Before(route, place.Name!))}.";
            yield return place;
        }

        IReadOnlyList<QueryWords> words =
        [
            .. route.Metadata.GetOrderedMetadata<QueryWords>(),
            .. useCase.Sorts is { } sorts ? [QueryWords.Order(sorts)] : Array.Empty<QueryWords>(),
            .. RouteShapes.TakesPages(route.Metadata) ? Pages : [],
        ];
        foreach (var word in words)
        {
            yield return new OpenApiParameter
            {
                Name = word.Name,
                In = ParameterLocation.Query,
                Description = word.Description,
                Schema = word.Schema,
            };
        }

        if (!useCase.IsCommand)
        {
            if (route.Metadata.GetMetadata<EventAnswer>() is not null)
                yield return Header("Last-Event-ID", "The `id` of the last event that was seen: the stream goes on after it.");
            if (RouteShapes.NamesState(route.Metadata))
                yield return Header("If-None-Match", "An `ETag` of an earlier answer: while nothing has changed, the answer is 304 without a body.");
            yield break;
        }

        if (hasState)
            yield return Header("If-Match", "An `ETag` of the resource: the change happens only if it is still in that state, else 412.");
        if (route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Post))
        {
            yield return Header(
                "Idempotency-Key", "Any text of yours: the same call with the same key happens once within 24 hours and is answered as the first time.",
                LongestKey);
        }
    }

    private static OpenApiParameter Header(string name, string description, int? longest = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
    };

    // The word before a place says what the id is of.
    private static string Before(RouteEndpoint route, string place)
    {
        var segments = route.RoutePattern.RawText!.Trim('/').Split('/');
        return segments[Array.FindIndex(segments, segment => segment.StartsWith($"{{{place}", StringComparison.Ordinal)) - 1];
    }

    private static string Singular(string words)
    {
        var spaced = words.Replace('-', ' ').Replace("api ", "API ", StringComparison.Ordinal);
        return spaced.EndsWith("ies", StringComparison.Ordinal) ? spaced[..^3] + "y" : spaced.TrimEnd('s');
    }
}
