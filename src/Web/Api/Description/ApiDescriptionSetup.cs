using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

internal static class ApiDescriptionSetup
{
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddOpenApi(ApiDescription.Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = route => route.ActionDescriptor.EndpointMetadata.OfType<Access.UseCase>().Any();
            options.AddDocumentTransformer<DocumentWords>();
            options.AddOperationTransformer<OperationWords>();
            options.AddSchemaTransformer<SchemaWords>();
        });
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, BodyDescriptions>());
        services.AddSingleton<ApiDescription>();

        // No answer is written with these; the schemas are read off them.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
    }

    public static void MapApiDescription(this IEndpointRouteBuilder app)
    {
        app.MapGet(ApiDescription.Address, (ApiDescription description, HttpContext http) => description.AnswerAsync(http))
            .AllowAnonymous().ExcludeFromDescription();
        ApiDocs.Map(app);
    }
}
