using System.Collections.Concurrent;
using Financbase.Web.Access;

namespace Financbase.Web.Api;

/// <summary>
/// The resource that an address is about: the nearest one above it that can be read by itself. <c>PUT /roles/{key}</c> is
/// about <c>GET /roles/{key}</c>, and so is whatever can be done to it below, such as <c>POST /workflows/{id}/pause</c>.
/// </summary>
internal sealed class Resources(EndpointDataSource endpoints)
{
    private readonly ConcurrentDictionary<Endpoint, RouteEndpoint?> _found = [];

    /// <summary>The endpoint that reads it; null when there is none.</summary>
    public RouteEndpoint? ReadBy(Endpoint endpoint) => _found.GetOrAdd(endpoint, Find);

    private RouteEndpoint? Find(Endpoint endpoint)
    {
        var readers = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(other => other.Metadata.GetMetadata<UseCase>() is { IsCommand: false }
                && other.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true)
            .ToLookup(PathOf);
        for (var path = endpoint.Metadata.GetMetadata<ChangesResource>()?.Path ?? PathOf((RouteEndpoint)endpoint); path.Length > 0; path = path[..path.LastIndexOf('/')])
        {
            if (readers[path].FirstOrDefault() is { } reader)
                return reader.Metadata.GetMetadata<UseCase>()!.IsList ? null : reader;
        }

        return null;
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
}

/// <summary>Names the resource of a call that changes another one than the nearest above it.</summary>
/// <param name="Path">The route that reads it.</param>
internal sealed record ChangesResource(string Path);
