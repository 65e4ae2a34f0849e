using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using MediatR;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Commands.Demo;

/// <summary>Who does what in the demo: its owner, and somebody else where two people are needed.</summary>
internal sealed class DemoActors(IServiceScopeFactory scopes, TenantInfo organization, UserId owner, UserId accountant, CancellationToken ct)
{
    public CancellationToken Ct => ct;

    public Task<T> SendAsync<T>(IRequest<Result<T>> request) => SendAsync(request, owner, Role.Owner);

    public Task<T> AsAccountantAsync<T>(IRequest<Result<T>> request) => SendAsync(request, accountant, Role.Accountant);

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request, UserId user, Role role)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(organization);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(new Principal($"user:{user}", PrincipalKind.User, user, role.Permissions));
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, ct))
            .Match(value => value, error => throw new VerbException(error.Message));
    }
}
