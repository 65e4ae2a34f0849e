using System.Reflection;
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

    /// <summary>Of the platform's own, for its operators.</summary>
    public bool IsForOperators { get; init; }

    /// <summary>Open to everybody; what stands in it guards itself.</summary>
    public bool IsForEverybody { get; init; }

    /// <summary>The permissions of what a page's handler sends, of which a caller needs one as well.</summary>
    public string Sent { get; init; } = "";

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
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                if (endpoint.Metadata.GetMetadata<Tenancy.UrlScopeAttribute>()!.Scope == Tenancy.UrlScope.Organization)
                    targets.AddRange(OfPage(await loader.LoadAsync(page, new EndpointMetadataCollection(endpoint.Metadata)), endpoint));
            }
            else if (Plain(endpoint).StartsWith("api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            {
                targets.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => Of(endpoint, method)) ?? []);
            }
        }

        return [.. targets.Distinct()];
    }

    /// <summary>Everything that belongs to no organization and that not the API answers: a person's own pages and the platform's.</summary>
    public static async Task<IReadOnlyList<Target>> OutsideAsync(IServiceProvider services)
    {
        var targets = new List<Target>();
        var loader = services.GetRequiredService<PageLoader>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                if (endpoint.Metadata.GetMetadata<Tenancy.UrlScopeAttribute>()!.Scope == Tenancy.UrlScope.Root)
                {
                    var loaded = await loader.LoadAsync(page, new EndpointMetadataCollection(endpoint.Metadata));
                    var bound = loaded.BoundProperties.Where(property => IsId(property.ParameterType)).Select(property => property.Name);
                    targets.AddRange(OfPage(loaded, endpoint).Select(target => target with { FormIds = string.Join(' ', [.. bound, target.FormIds]).Trim() }));
                }
            }
            else if (endpoint.Metadata.GetMetadata<AuthorizationMarkAttribute>() is not null && !Plain(endpoint).StartsWith("api/", StringComparison.Ordinal))
            {
                targets.AddRange((endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => Of(endpoint, method)));
            }
        }

        return [.. targets.Distinct()];
    }

    private static IEnumerable<Target> OfPage(CompiledPageActionDescriptor loaded, RouteEndpoint endpoint)
    {
        var get = Of(endpoint, "GET");
        return loaded.HandlerMethods.Where(handler => MethodOf(handler) == "POST" || (MethodOf(handler) == "GET" && handler.Name is not null))
            .Select(handler => get with
            {
                Method = MethodOf(handler),
                Template = handler.Name is null ? get.Template : $"{get.Template}?handler={handler.Name}",
                Sent = string.Join(' ', Marks(handler).OfType<RequirePermissionAttribute>().Select(mark => mark.Permission).Distinct()),
                IsOpenWhenClosed = get.IsOpenWhenClosed && (!Marks(handler).Any() || Marks(handler).Any(IsOpen)),
                FormIds = string.Join(' ', handler.Parameters.Where(parameter => IsId(parameter.ParameterType)).Select(parameter => parameter.Name)),
            })
            .Prepend(get);
    }

    private static Target Of(RouteEndpoint endpoint, string method)
    {
        var mark = endpoint.Metadata.GetMetadata<AuthorizationMarkAttribute>();
        return new(method, Plain(endpoint), (mark as RequirePermissionAttribute)?.Permission)
        {
            IsOpenWhenClosed = IsOpen(mark),
            IsForOperators = mark is OperatorOnlyAttribute,
            IsForEverybody = mark is AnonymousAttribute,
        };
    }

    private static bool IsOpen(AuthorizationMarkAttribute? mark) => mark is not (RequirePermissionAttribute { WhateverState: false } or AnyMemberAttribute { WhateverState: false });

    private static IEnumerable<AuthorizationMarkAttribute> Marks(HandlerMethodDescriptor handler) =>
        Web.Access.MarkedHandlers.Sent(handler.MethodInfo).Select(command => command.GetCustomAttribute<AuthorizationMarkAttribute>()!);

    // As the framework writes it: “Post”.
    private static string MethodOf(HandlerMethodDescriptor handler) => handler.HttpMethod.ToUpperInvariant();

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid);

    internal static string Plain(RouteEndpoint endpoint) =>
        System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), @"\{(\w+):[^}]*\}", "{$1}");
}
