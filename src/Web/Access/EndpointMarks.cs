using System.Reflection;
using Financbase.Application.Access;

namespace Financbase.Web.Access;

internal static class EndpointMarks
{
    /// <summary>
    /// Gives an endpoint the authorization mark of the use case that it sends, so that a caller without the right is
    /// refused before a body is read, and the two cannot drift apart.
    /// </summary>
    public static RouteHandlerBuilder Sends<TRequest>(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(typeof(TRequest).GetCustomAttribute<AuthorizationMarkAttribute>()
            ?? throw new InvalidOperationException($"{typeof(TRequest).Name} carries no authorization mark."));
}
