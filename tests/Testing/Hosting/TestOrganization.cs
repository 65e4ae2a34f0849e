using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Testing.Hosting;

/// <summary>An organization of a test, and its people.</summary>
public sealed class TestOrganization(TestApp app, TenantInfo info)
{
    public TestApp App { get; } = app;

    public TenantInfo Info { get; } = info;

    public OrganizationId Id => Info.Id;

    public static async Task<TestOrganization> FoundAsync(TestApp app, string slug, string currency)
    {
        var info = new TenantInfo(EntityId.New<OrganizationId>(), slug, $"{slug} Ltd", Currency.Of(currency));
        await using var command = app.Database.OwnerSource.CreateCommand(
            "INSERT INTO organizations (id, slug, name, base_currency, created_at) VALUES ($1, $2, $3, $4, now())");
        command.Parameters.Add(new() { Value = info.Id.Value });
        command.Parameters.Add(new() { Value = slug });
        command.Parameters.Add(new() { Value = info.Name });
        command.Parameters.Add(new() { Value = currency });
        await command.ExecuteNonQueryAsync();
        return new TestOrganization(app, info);
    }

    /// <summary>Sends a use case as a member with this built-in role, through the whole pipeline.</summary>
    public async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, string role = "owner")
    {
        await using var scope = EnterAs(role);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    /// <summary>Sends it as somebody who holds these permissions and no others.</summary>
    public async Task<Result<T>> SendWithAsync<T>(IEnumerable<string> permissions, IRequest<Result<T>> request, UserId? user = null)
    {
        var id = user ?? EntityId.New<UserId>();
        await using var scope = App.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(new Principal($"user:{id}", PrincipalKind.User, id, permissions.ToHashSet()));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    /// <summary>Sends it as an owner to whom this bank account is denied.</summary>
    public async Task<Result<T>> SendDeniedAsync<T>(BankAccountId denied, IRequest<Result<T>> request)
    {
        await using var scope = EnterAs("owner", new Grant(Permissions.Banking.Read, ResourceTypes.BankAccount, denied.Value, GrantEffect.Deny));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    /// <summary>A scope of this organization with the rights of the role, and exceptions to it; the caller disposes of it.</summary>
    public AsyncServiceScope EnterAs(string role = "owner", params Grant[] exceptions)
    {
        var scope = App.CreateScope();
        var user = EntityId.New<UserId>();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(
            Principal.Of($"user:{user}", PrincipalKind.User, user, new Rights(Role.Find(role)!.Permissions) { Grants = exceptions }));
        return scope;
    }
}
