using System.Collections.Concurrent;
using System.Reflection;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Access;

/// <summary>
/// Says which command a page's handler sends, so that a caller without that command's right is refused before the handler runs.
/// Of several, the right to one is enough here; each asks for its own in the pipeline. A test reads off the compiled
/// handlers that none is left out.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SendsAttribute<TCommand> : Attribute, ISends where TCommand : ICommand
{
    public Type Command => typeof(TCommand);
}

internal interface ISends
{
    Type Command { get; }
}

/// <summary>Holds callers of a page's handler to the marks of what it sends, beside the page's own.</summary>
internal sealed class MarkedHandlers : IAsyncPageFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, MarkRequirement?> Known = [];

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerMethod is not { } handler || Known.GetOrAdd(handler.MethodInfo, RequirementOf) is not { } requirement
            || (await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, http, requirement)).Succeeded)
        {
            await next();
            return;
        }

        await RefusedEndpoints.NoteAsync(http, $"{context.ActionDescriptor.AttributeRouteInfo?.Template}?handler={handler.Name}");
        context.Result = ((PageModel)context.HandlerInstance).Refused(http.Features.Get<Error>()!);
    }

    /// <summary>What the handler sends.</summary>
    internal static IEnumerable<Type> Sent(MethodInfo handler) => handler.GetCustomAttributes().OfType<ISends>().Select(sends => sends.Command);

    private static MarkRequirement? RequirementOf(MethodInfo handler)
    {
        AuthorizationMarkAttribute[] marks = [.. Sent(handler).Select(command => command.GetCustomAttribute<AuthorizationMarkAttribute>()!)];
        return marks.Length == 0 ? null : new MarkRequirement(marks);
    }
}
