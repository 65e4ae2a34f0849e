using System.Text.Json.Nodes;
using Financbase.Web.Access;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>The answers of a call: what goes well, what does not, and the headers of each.</summary>
internal static class AnswerWords
{
    private const string Json = "application/json";

    /// <summary>What every answer has.</summary>
    public static IReadOnlyDictionary<string, IOpenApiHeader> SharedHeaders { get; } = new Dictionary<string, IOpenApiHeader>
    {
        ["RateLimit-Policy"] = Header("The allowances: `q` units in `w` seconds."),
        ["RateLimit"] = Header("What is left of them: `r` units, whole again in `t` seconds."),
    };

    public static void Describe(
        OpenApiOperation operation, RouteEndpoint route, UseCase useCase, SortedDictionary<int, SortedSet<string>> errors, OpenApiDocument document)
    {
        var answers = operation.Responses!;
        foreach (var (status, answer) in answers.Where(answer => answer.Key.StartsWith('2')).Select(answer => (answer.Key, (OpenApiResponse)answer.Value)))
        {
            answer.Description = Success(status);
            answer.Headers = new Dictionary<string, IOpenApiHeader>(SuccessHeaders(status, route, useCase, document));
        }

        foreach (var type in route.Metadata.GetMetadata<FileAnswer>()?.Types ?? [])
        {
            ((OpenApiResponse)answers["200"]).Content![type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (RouteShapes.NamesState(route.Metadata))
            answers["304"] = new OpenApiResponse { Description = "Nothing has changed since the state that If-None-Match names." };
        foreach (var (status, codes) in errors)
        {
            answers[$"{status}"] = Refusal(status, codes, document);
        }

        operation.AddExtension("x-error-codes", new JsonNodeExtension(Words(errors.Values.SelectMany(codes => codes))));
    }

    private static string Success(string status) => status switch
    {
        "201" => "Made; `Location` says where it is.",
        "202" => "Begun; `Location` says where to look.",
        _ => "Done.",
    };

    private static IEnumerable<KeyValuePair<string, IOpenApiHeader>> SuccessHeaders(
        string status, RouteEndpoint route, UseCase useCase, OpenApiDocument document)
    {
        if (RouteShapes.NamesState(route.Metadata))
            yield return new("ETag", Header("Names this state, for If-None-Match and If-Match."));
        if (status is "201" or "202")
            yield return new("Location", Header("Where it is."));
        if (useCase.IsCommand && route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Post))
            yield return new("Idempotency-Replayed", Header("`true` when this is the answer of an earlier call with the same key."));
        foreach (var header in RateLimits(document))
            yield return header;
    }

    private static OpenApiResponse Refusal(int status, SortedSet<string> codes, OpenApiDocument document)
    {
        var refusal = new OpenApiResponse
        {
            Description = $"{ErrorStatuses.Meaning(status)} Codes: {string.Join(", ", codes.Select(code => $"`{code}`"))}.",
            Headers = new Dictionary<string, IOpenApiHeader>(RateLimits(document)),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = new() { Schema = new OpenApiSchemaReference(nameof(ApiFailure), document) },
            },
        };
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            refusal.Headers["Retry-After"] = Header("Seconds to wait.");
        refusal.AddExtension("x-error-codes", new JsonNodeExtension(Words(codes)));
        return refusal;
    }

    private static IEnumerable<KeyValuePair<string, IOpenApiHeader>> RateLimits(OpenApiDocument document) =>
        SharedHeaders.Keys.Select(name => KeyValuePair.Create<string, IOpenApiHeader>(name, new OpenApiHeaderReference(name, document)));

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
}
