using System.Text.RegularExpressions;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Testing.Hosting;
using Financbase.Web.Access;
using Financbase.Web.Api;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Api;

/// <summary>One route of the REST API.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">Without a trailing slash and without constraints, e.g. <c>/api/roles/{key}</c>.</param>
/// <param name="UseCase">What it sends.</param>
/// <param name="Endpoint">As the product mapped it.</param>
internal sealed partial record ApiRoute(string Method, string Path, UseCase UseCase, RouteEndpoint Endpoint)
{
    public bool IsList => UseCase.IsList;

    /// <summary>No key can hold the right to make keys or members, so no key gets through to those routes.</summary>
    public bool IsOpenToKeys => Endpoint.Metadata.GetMetadata<RequirePermissionAttribute>()?.Permission is not { } permission
        || PermissionCatalogue.ForApiKeys.Contains(permission);

    /// <summary>Answers with events as long as there are any.</summary>
    public bool IsStream => Endpoint.Metadata.GetMetadata<EventAnswer>() is not null;

    /// <summary>Answers with a file, without an envelope.</summary>
    public bool IsFile => Endpoint.Metadata.GetMetadata<OnlyFileAnswer>() is not null;

    public bool TakesFiles => Upload is not null;

    /// <summary>What an upload is read as; null where none is read.</summary>
    public Type? Upload => BodyWords.Uploads.Keys.Intersect(Parameters()).FirstOrDefault();

    public bool TakesJson => Parameters().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Body<>));

    /// <summary>Every route, read off the endpoint table.</summary>
    public static IReadOnlyList<ApiRoute> All(TestApp app) =>
    [
        .. from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let useCase = endpoint.Metadata.GetMetadata<UseCase>()
           where useCase is not null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select new ApiRoute(method, Plain(endpoint.RoutePattern.RawText!), useCase, endpoint),
    ];

    public override string ToString() => $"{Method} {Path}";

    private IEnumerable<Type> Parameters() =>
        Endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>()!.GetParameters().Select(parameter => parameter.ParameterType);

    private static string Plain(string pattern) => "/" + Constraint().Replace(pattern.Trim('/'), "{$1}");

    [GeneratedRegex(@"\{(\w+):[^}]*\}")]
    private static partial Regex Constraint();
}
