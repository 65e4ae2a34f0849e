using System.Reflection;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using FluentValidation;
using MediatR;

namespace Financbase.Architecture.Tests;

/// <summary>What holds for every use case. Each rule answers the offenders.</summary>
internal static class RequestRules
{
    public static IEnumerable<Type> Requests(Assembly assembly) => assembly.GetTypes().Where(type =>
        type is { IsAbstract: false, IsInterface: false } && Closes(type, typeof(IRequest<>)));

    public static IEnumerable<Type> Handlers(Assembly assembly) => assembly.GetTypes().Where(type =>
        type is { IsAbstract: false, IsInterface: false } && Closes(type, typeof(IRequestHandler<,>)));

    public static IEnumerable<string> WithoutExactlyOneMark(Assembly assembly) => Requests(assembly)
        .Where(request => request.GetCustomAttributes<AuthorizationMarkAttribute>().Count() != 1)
        .Select(request => request.Name);

    public static IEnumerable<string> WithoutExactlyOneHandler(Assembly assembly)
    {
        var handled = Handlers(assembly)
            .SelectMany(handler => handler.GetInterfaces())
            .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .CountBy(i => i.GetGenericArguments()[0])
            .ToDictionary();
        return Requests(assembly).Where(request => handled.GetValueOrDefault(request) != 1).Select(request => request.Name);
    }

    /// <summary>A permission that can be held for one thing only is no guard where a request does not say which thing it is about.</summary>
    public static IEnumerable<string> SilentAboutTheirThing(Assembly assembly) => Requests(assembly)
        .Where(request => request.GetCustomAttribute<RequirePermissionAttribute>() is { } mark
            && PermissionCatalogue.Find(mark.Permission) is { Resource: not null }
            && !request.IsAssignableTo(typeof(IConcerns)) && !request.IsAssignableTo(typeof(IMakesThing)))
        .Select(request => request.Name);

    /// <summary>What an act moves is known to its handler alone, so that one has to ask whether the caller's limit admits it.</summary>
    public static IEnumerable<string> WithoutAskingForTheLimit(Assembly assembly)
    {
        var asking = Handlers(assembly)
            .Where(handler => handler.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(AmountLimits))))
            .SelectMany(handler => handler.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            .Select(i => i.GetGenericArguments()[0])
            .ToHashSet();
        return Requests(assembly)
            .Where(request => request.GetCustomAttribute<RequirePermissionAttribute>() is { } mark
                && PermissionCatalogue.Find(mark.Permission)?.Narrowings.HasFlag(Narrowings.MaxAmount) == true
                && !request.IsAssignableTo(typeof(IMovesNothing)) && !asking.Contains(request))
            .Select(request => request.Name);
    }

    public static IEnumerable<string> AskedForByNone(IEnumerable<string> permissions, Assembly assembly) => permissions.Except(
        Requests(assembly).Select(request => request.GetCustomAttribute<RequirePermissionAttribute>()?.Permission).OfType<string>());

    public static IEnumerable<string> OpenHandlersAndValidators(Assembly assembly) => Handlers(assembly)
        .Concat(assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IValidator))))
        .Where(type => type.IsVisible || !type.IsSealed)
        .Select(type => type.Name);

    private static bool Closes(Type type, Type open) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);
}
