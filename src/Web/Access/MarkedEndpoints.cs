using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Financbase.Web.Access;

/// <summary>Asks that an endpoint carries an authorization mark, the same as use cases do, and that the caller satisfies it.</summary>
internal sealed class MarkRequirement : IAuthorizationRequirement;

/// <summary>Default-deny: an endpoint without a mark is refused to everybody. Where there is no endpoint, nothing is to be refused: that is a 404.</summary>
internal sealed class MarkHandler : AuthorizationHandler<MarkRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MarkRequirement requirement)
    {
        var http = (HttpContext)context.Resource!;
        // The router's own endpoints, such as the one that answers 405, are not routes.
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            context.Succeed(requirement);
            return Task.CompletedTask;
        }

        var mark = endpoint.Metadata.GetMetadata<AuthorizationMarkAttribute>();
        var principal = http.RequestServices.GetRequiredService<ICurrentPrincipal>().Current;
        var tenant = http.RequestServices.GetRequiredService<IMultiTenantContextAccessor>().Tenant;
        var refusal = mark is null ? Error.Forbidden("nobody") : mark.Refusal(principal, tenant);
        if (refusal is null)
            context.Succeed(requirement);
        else
            http.Features.Set(refusal);

        return Task.CompletedTask;
    }
}

/// <summary>Answers a refusal with the reason that the mark gave, and writes it down.</summary>
internal sealed class RefusedEndpoints : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || context.Features.Get<Error>() is not { } refusal)
        {
            await _framework.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var services = context.RequestServices;
        await services.GetRequiredService<ISecurityJournal>().RecordAsync(
            new(SecurityEventKind.AccessRefused)
            {
                User = services.GetRequiredService<ICurrentPrincipal>().Current.UserId,
                Organization = services.GetRequiredService<IMultiTenantContextAccessor>().Tenant?.Id,
                Address = context.Connection.RemoteIpAddress,
                Detail = $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
            },
            context.RequestAborted);
        if (context.Request.Path.StartsWithSegments("/api"))
            await Api.ApiResult.Failure(context, refusal).ExecuteAsync(context);
        else
        {
            context.Items[typeof(Error)] = refusal;
            context.Response.StatusCode = Api.ApiCodes.Status(refusal);
        }
    }
}
