using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace Financbase.Web.Api.Description;

/// <summary>
/// Reads off each route what it sends what its bodies look like, in the framework's own words, from which schemas are
/// made. It runs after all else is known of the route.
/// </summary>
internal static class RouteShapes
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    public static RouteGroupBuilder DescribeShapes(this RouteGroupBuilder api)
    {
        ((IEndpointConventionBuilder)api).Finally(Describe);
        return api;
    }

    private static void Describe(EndpointBuilder route)
    {
        if (route.Metadata.OfType<UseCase>().LastOrDefault() is not { } useCase)
            return;
        var shapes = route.Metadata.OfType<AnswerShape>().ToList();
        if (shapes.Count == 0)
            shapes.Add(new AnswerShape(StatusCodes.Status200OK, null));
        if (route.Metadata.OfType<EventAnswer>().Any())
        {
            shapes.Clear();
            route.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [Events]));
        }

        if (route.Metadata.OfType<OnlyFileAnswer>().LastOrDefault() is { } file)
        {
            shapes.Clear();
            route.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [file.Type]));
        }

        foreach (var shape in shapes)
        {
            route.Metadata.Add(new ProducesResponseTypeMetadata(shape.Status, Envelope(useCase, shape.Data), [Json]));
        }

        route.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(ApiFailure), [Json]));

        if (route.Metadata.OfType<ITagsMetadata>().LastOrDefault() is null)
            route.Metadata.Add(new TagsAttribute(Area(route.Metadata, useCase)));
        if (route.Metadata.OfType<IEndpointSummaryMetadata>().LastOrDefault() is null)
            route.Metadata.Add(new EndpointSummaryAttribute(UseCaseWords.Sentence(useCase.Request)));
        if (route.Metadata.OfType<IEndpointDescriptionMetadata>().LastOrDefault() is null && UseCaseComments.Of(useCase.Request) is { } comment)
            route.Metadata.Add(new EndpointDescriptionAttribute(comment));
        if (route.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is null)
            route.Metadata.Add(new EndpointNameAttribute(UseCaseWords.Id(useCase.Request)));
    }

    /// <summary>What a JSON body is read as; null where none is read.</summary>
    public static Type? BodyOf(IEnumerable<object> metadata) => Parameter(metadata, typeof(Body<>))?.ParameterType.GetGenericArguments()[0];

    /// <summary>Its answer names its state; that to a question sent with POST does not, and a stream or file has none.</summary>
    public static bool NamesState(IEnumerable<object> metadata) =>
        metadata.OfType<IHttpMethodMetadata>().Last().HttpMethods.Contains(HttpMethods.Get) && !metadata.Any(word => word is EventAnswer or OnlyFileAnswer);

    public static bool TakesPages(IEnumerable<object> metadata) => Parameter(metadata, typeof(PageParameters)) is not null;

    public static bool TakesFiles(IEnumerable<object> metadata) => UploadOf(metadata) is not null;

    /// <summary>What an upload is read as; null where none is read.</summary>
    public static Type? UploadOf(IEnumerable<object> metadata) => BodyWords.Uploads.Keys.FirstOrDefault(form => Parameter(metadata, form) is not null);

    public static bool MayLackBody(IEnumerable<object> metadata) =>
        new NullabilityInfoContext().Create(Parameter(metadata, typeof(Body<>))!).ReadState == NullabilityState.Nullable;

    private static ParameterInfo? Parameter(IEnumerable<object> metadata, Type type) => metadata.OfType<MethodInfo>().Last().GetParameters()
        .FirstOrDefault(parameter => parameter.ParameterType == type
            || (parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == type));

    private static Type Envelope(UseCase useCase, Type? data) =>
        data is null && useCase.IsList
            ? typeof(ApiPage<>).MakeGenericType(useCase.Answer.GetGenericArguments()[0])
            : typeof(ApiData<>).MakeGenericType(data ?? (useCase.Answer == typeof(Done) ? typeof(NoData) : useCase.Answer));

    // The area of the right that a call takes; a call that every member may make is about the organization.
    private static string Area(IEnumerable<object> metadata, UseCase useCase) =>
        metadata.OfType<RequirePermissionAttribute>().LastOrDefault() is { } mark
            ? PermissionCatalogue.Find(mark.Permission)!.Area
            : UseCaseWords.Area(useCase.Request);
}
