using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using MediatR;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Commands.Demo;

/// <summary>A bank account with the last three months' lines, opened and imported by the demo's owner as anybody would.</summary>
internal sealed class DemoBanking(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task SowAsync(TenantInfo organization, UserId owner, CancellationToken ct)
    {
        if ((await SendAsync(new ListBankAccounts(new PageRequest(1)), organization, owner, ct)).Items.Count > 0)
            return;

        var account = await SendAsync(new CreateBankAccount("Operating account", "EUR", DemoStatement.Iban), organization, owner, ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var file = new StatementFile("operating-account.csv", DemoStatement.Write(today));
        await SendAsync(new ImportStatement(account.Id, file, Automations: Automations.None), organization, owner, ct);
    }

    private async Task<T> SendAsync<T>(IRequest<Result<T>> request, TenantInfo organization, UserId owner, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(organization);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(
            new Principal($"user:{owner}", PrincipalKind.User, owner, Role.Owner.Permissions));
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, ct))
            .Match(value => value, error => throw new VerbException(error.Message));
    }
}
