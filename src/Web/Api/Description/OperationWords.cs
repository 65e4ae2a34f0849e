using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.RateLimits;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>Adds to each operation what holds for it by the house's rules: rights, headers, pages, refusals.</summary>
internal sealed class OperationWords(Resources resources, EndpointDataSource endpoints) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var route = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation.OperationId);
        var useCase = route.Metadata.GetMetadata<UseCase>()!;
        operation.Parameters = [.. ParameterWords.Of(route, useCase, operation.Parameters ?? [], resources.ReadBy(route) is not null)];
        BodyWords.Describe(operation, route, context.Document!);
        AnswerWords.Describe(operation, route, useCase, new ErrorStatuses(resources).Of(route), context.Document!);
        Allow(operation, route, context.Document!);
        if (route.Metadata.GetMetadata<RequestCost>() is { Units: > 1 } cost)
            operation.Description += $"\n\nCounts for {cost.Units} requests.";
        return Task.CompletedTask;
    }

    // The scope stands in the requirement, where version 3.1 has a place for it, and where programs find it without knowing that.
    private static void Allow(OpenApiOperation operation, RouteEndpoint route, OpenApiDocument document)
    {
        var permission = route.Metadata.GetMetadata<RequirePermissionAttribute>()?.Permission;
        string[] scopes = permission is null ? [] : [permission];
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(DocumentWords.ApiKey, document)] = [.. scopes] }];
        operation.AddExtension("x-scopes", new JsonNodeExtension(new JsonArray([.. scopes.Select(scope => (JsonNode)scope)])));
        if (permission is null)
            operation.Description += "\n\nEvery key may call this.";
        else if (PermissionCatalogue.Find(permission)!.PeopleOnly)
            operation.Description += $"\n\nTakes `{permission}`, which no API key can hold: keys are refused with 403.";
        else
            operation.Description += $"\n\nTakes the scope `{permission}`.";
    }
}
