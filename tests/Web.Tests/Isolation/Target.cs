using Financbase.Application.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Isolation;

/// <summary>A way to call something: a method on an address with places for ids.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Template">Without a leading slash, e.g. <c>api/workflows/{id}</c>; a page's is below the organization.</param>
/// <param name="Permission">What the caller needs; null when any member, or anybody, may call.</param>
internal sealed record Target(string Method, string Template, string? Permission)
{
    /// <summary>Also while the organization is suspended or closed, or for people outside of any.</summary>
    public bool IsOpenWhenClosed { get; init; }

    /// <summary>Ids that a form brings along, by the names of their fields.</summary>
    public string FormIds { get; init; } = "";

    public bool IsApi => Template.StartsWith("api/", StringComparison.Ordinal);

    /// <summary>The places of ids, each with the word before it: <c>workflows/{id}</c>.</summary>
    public IEnumerable<string> Places
    {
        get
        {
            var segments = Template.Split('?')[0].Split('/');
            return segments.Index().Where(segment => segment.Item.StartsWith('{')).Select(segment => $"{segments[segment.Index - 1]}/{segment.Item}");
        }
    }

    /// <summary>The address with these ids in their places.</summary>
    public string Fill(Func<string, string> id) => "/" + Places.Aggregate(
        Template, (filled, place) => filled.Replace(place, place[..(place.IndexOf('/') + 1)] + id(place), StringComparison.Ordinal));

    /// <summary>
    /// Everything below an organization that the product answers, read off its routes. What is open to everybody, such as
    /// the description of the API, has a list of its own in EndpointTableTests.
    /// </summary>
    public static async Task<IReadOnlyList<Target>> AllAsync(IServiceProvider services)
    {
        var targets = new List<Target>();
        var loader = services.GetRequiredService<PageLoader>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var template = Plain(endpoint.RoutePattern.RawText!);
            var mark = endpoint.Metadata.GetMetadata<AuthorizationMarkAttribute>();
            var permission = (mark as RequirePermissionAttribute)?.Permission;
            var open = mark is not (RequirePermissionAttribute { WhateverState: false } or AnyMemberAttribute { WhateverState: false });
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                if (endpoint.Metadata.GetMetadata<Tenancy.UrlScopeAttribute>()!.Scope == Tenancy.UrlScope.Organization)
                {
                    var loaded = await loader.LoadAsync(page, new EndpointMetadataCollection(endpoint.Metadata));
                    targets.Add(new("GET", template, permission) { IsOpenWhenClosed = open });
                    targets.AddRange(loaded.HandlerMethods.Where(handler => MethodOf(handler) == "POST" || (MethodOf(handler) == "GET" && handler.Name is not null))
                        .Select(handler => new Target(MethodOf(handler), handler.Name is null ? template : $"{template}?handler={handler.Name}", permission)
                        {
                            IsOpenWhenClosed = open,
                            FormIds = string.Join(' ', handler.Parameters.Where(parameter => IsId(parameter.ParameterType)).Select(parameter => parameter.Name)),
                        }));
                }
            }
            else if (template.StartsWith("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            {
                targets.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => new Target(method, template, permission) { IsOpenWhenClosed = open }) ?? []);
            }
        }

        return [.. targets.Distinct()];
    }

    // As the framework writes it: “Post”.
    private static string MethodOf(HandlerMethodDescriptor handler) => handler.HttpMethod.ToUpperInvariant();

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid);

    private static string Plain(string pattern) =>
        System.Text.RegularExpressions.Regex.Replace(pattern.Trim('/'), @"\{(\w+):[^}]*\}", "{$1}");
}
