using System.Collections;
using System.Reflection;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Api;
using Financbase.Web.Api.Description;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Isolation;

internal enum Way
{
    Query,
    Body,
    Form,
}

/// <summary>An id that a call may name beside those of its address, read off what the product binds.</summary>
/// <param name="Target">The call.</param>
/// <param name="Way">Where it stands.</param>
/// <param name="Path">Where in there: <c>lines.0.taxRateId</c> of a body, <c>Input.Lines[0].TaxRateId</c> of a form.</param>
/// <param name="Type">What it is an id of; a plain one says nothing.</param>
internal sealed record NamedId(Target Target, Way Way, string Path, Type Type)
{
    /// <summary>Its own name, or that of the list or table in which it stands.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(Path.Split('.', '[').Last(part => !char.IsDigit(part[0]) && !part.EndsWith(']')));

    public override string ToString() => $"{Target.Method} {Target.Template} {Way}: {Path}";

    /// <summary>Every one of every call below an organization.</summary>
    public static async Task<IReadOnlyList<NamedId>> AllAsync(IServiceProvider services)
    {
        var found = new List<NamedId>();
        var loader = services.GetRequiredService<PageLoader>();
        var targets = (await Target.AllAsync(services)).ToLookup(target => target.Template.Split('?')[0]);
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var here = targets[Target.Plain(endpoint)];
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
                found.AddRange(OfPage(await loader.LoadAsync(page, new EndpointMetadataCollection(endpoint.Metadata)), here));
            else if (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods)
                found.AddRange(here.Where(target => methods.HttpMethods.Contains(target.Method)).SelectMany(target => OfRoute(endpoint, target)));
        }

        return [.. found.Distinct()];
    }

    private static IEnumerable<NamedId> OfRoute(RouteEndpoint endpoint, Target target)
    {
        foreach (var word in endpoint.Metadata.OfType<QueryWords>().Where(word => word.Schema.Format == "uuid"))
            yield return new(target, Way.Query, word.Name, typeof(Guid));
        foreach (var body in endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Select(parameter => parameter.ParameterType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Body<>)) ?? [])
        {
            foreach (var (path, type) in Within(body.GetGenericArguments()[0], "", isForm: false))
                yield return new(target, Way.Body, path, type);
        }
    }

    private static IEnumerable<NamedId> OfPage(CompiledPageActionDescriptor page, IEnumerable<Target> targets)
    {
        foreach (var bound in page.ModelTypeInfo!.GetProperties())
        {
            if (bound.GetCustomAttribute<BindPropertyAttribute>() is not { } binding)
                continue;
            foreach (var (path, type) in Within(bound.PropertyType, binding.Name ?? bound.Name, isForm: true))
            {
                var (way, method) = binding.SupportsGet ? (Way.Query, "GET") : (Way.Form, "POST");
                // What stands in the address is a place of it. A form is sent as it is saved.
                foreach (var target in targets.Where(target => target.Method == method && !target.Template.Contains($"{{{path}}}", StringComparison.OrdinalIgnoreCase)))
                {
                    if (way == Way.Query || !target.Template.Contains('?', StringComparison.Ordinal) || target.Template.EndsWith("=Save", StringComparison.Ordinal))
                        yield return new(target, way, path, type);
                }
            }
        }
    }

    private static IEnumerable<(string Path, Type Type)> Within(Type type, string path, bool isForm)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Guid) || As(type, typeof(IEntityId<>)).Length > 0)
            return [(path, type)];
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type.Namespace?.StartsWith("Financbase", StringComparison.Ordinal) == false && !IsMany(type))
            return [];
        if (As(type, typeof(IReadOnlyDictionary<,>)) is [var key, var held])
            return Within(held, isForm ? $"{path}[{KeyOf(key)}]" : $"{path}.{KeyOf(key)}", isForm);
        if (As(type, typeof(IEnumerable<>)) is [var item])
            return Within(item, isForm ? $"{path}[0]" : $"{path}.0", isForm);

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite)
            .SelectMany(property => Within(property.PropertyType, Join(path, isForm ? property.Name : JsonNamingPolicy.CamelCase.ConvertName(property.Name)), isForm));
    }

    private static bool IsMany(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    // What a list or table is of.
    private static Type[] As(Type type, Type kind) =>
        type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == kind)?.GetGenericArguments() ?? [];

    private static string KeyOf(Type words) => words.IsEnum ? Enum.GetNames(words)[0] : Domain.Access.Permissions.Banking.Read;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
