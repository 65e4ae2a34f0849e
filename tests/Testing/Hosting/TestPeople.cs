using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Testing.Hosting;

/// <summary>A person of a test, who can really sign in.</summary>
public sealed record TestPerson(UserId Id, string Email)
{
    public const string Password = "velvet turbine Oslo";
}

/// <summary>Makes people and keys the way an operator does.</summary>
public static class TestPeople
{
    public static async Task<TestPerson> CreateUserAsync(this TestApp app, string email) =>
        new((await app.SendAsPlatformAsync(new CreateUser(email, TestPerson.Password))).Value, email);

    /// <summary>A member with this role, by the address <c>{role}@{slug}.test</c>.</summary>
    public static async Task<TestPerson> AddMemberAsync(this TestOrganization organization, string role)
    {
        var person = await organization.App.CreateUserAsync($"{role}@{organization.Info.Identifier}.test");
        await organization.AddMemberAsync(person, role);
        return person;
    }

    public static async Task AddMemberAsync(this TestOrganization organization, TestPerson person, string role) =>
        _ = (await organization.SendAsPlatformAsync(new AddMember(person.Id, role))).Value;

    /// <summary>A working key of the person, with everything they may give it unless scopes are named.</summary>
    public static async Task<string> IssueKeyAsync(this TestOrganization organization, TestPerson creator, params string[] scopes) =>
        (await organization.IssueKeyAsync(creator, new ApiKeyTerms("test", scopes))).Reveal();

    public static async Task<ApiKeyToken> IssueKeyAsync(this TestOrganization organization, TestPerson creator, ApiKeyTerms terms) =>
        (await organization.SendAsPlatformAsync(new IssueApiKey(creator.Id, terms, ApiKeyMode.Live))).Value;

    public static Task<Result<T>> SendAsPlatformAsync<T>(this TestApp app, IRequest<Result<T>> request) => SendAsync(app, null, request);

    public static Task<Result<T>> SendAsPlatformAsync<T>(this TestOrganization organization, IRequest<Result<T>> request) =>
        SendAsync(organization.App, organization.Info, request);

    /// <summary>As a stranger would who is not signed in, outside any organization.</summary>
    public static async Task<Result<T>> SendAsNobodyAsync<T>(this TestApp app, IRequest<Result<T>> request)
    {
        await using var scope = app.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    private static async Task<Result<T>> SendAsync<T>(TestApp app, TenantInfo? tenant, IRequest<Result<T>> request)
    {
        await using var scope = app.CreateScope();
        if (tenant is not null)
            scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(tenant);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Platform);
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }
}
