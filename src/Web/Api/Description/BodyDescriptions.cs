using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Financbase.Web.Api.Description;

/// <summary>
/// Tells the framework which type a route's JSON body is read as. Metadata would tell it too, but then routing refuses other
/// content types before anybody has shown who they are.
/// </summary>
internal sealed class BodyDescriptions : IApiDescriptionProvider
{
    private static readonly EmptyModelMetadataProvider Models = new();

    /// <summary>After the framework's own.</summary>
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var route in context.Results)
        {
            if (route.ActionDescriptor.EndpointMetadata.OfType<System.Reflection.MethodInfo>().Any()
                && RouteShapes.BodyOf(route.ActionDescriptor.EndpointMetadata) is { } body)
            {
                route.ParameterDescriptions.Add(new ApiParameterDescription
                {
                    Name = "body",
                    Type = body,
                    ModelMetadata = Models.GetMetadataForType(body),
                    Source = BindingSource.Body,
                    IsRequired = !RouteShapes.MayLackBody(route.ActionDescriptor.EndpointMetadata),
                });
                route.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = "application/json" });
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }
}
