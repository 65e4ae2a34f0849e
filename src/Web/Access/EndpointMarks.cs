using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using MediatR;

namespace Financbase.Web.Access;

internal static class EndpointMarks
{
    /// <summary>
    /// Gives an endpoint the authorization mark of the use case that it sends, so that a caller without the right is
    /// refused before a body is read, and the two cannot drift apart.
    /// </summary>
    public static RouteHandlerBuilder Sends<TRequest>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(
        typeof(TRequest).GetCustomAttribute<AuthorizationMarkAttribute>()
            ?? throw new InvalidOperationException($"{typeof(TRequest).Name} carries no authorization mark."),
        new UseCase(typeof(TRequest)));
}

/// <summary>What an endpoint sends, for those who read the endpoint table.</summary>
internal sealed record UseCase(Type Request)
{
    /// <summary>What it answers with.</summary>
    public Type Answer { get; } = Request.GetInterfaces()
        .Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>))
        .GetGenericArguments()[0].GetGenericArguments()[0];

    /// <summary>The orders in which the list can be had, if there is more than one.</summary>
    public Sorts? Sorts { get; } = Request.IsAssignableTo(typeof(ISorted)) ? (Sorts)Request.GetProperty(nameof(ISorted.Sorts))!.GetValue(null)! : null;

    public bool IsCommand => Request.IsAssignableTo(typeof(ICommand));

    public bool IsList => Answer.IsGenericType && Answer.GetGenericTypeDefinition() == typeof(Page<>);
}
