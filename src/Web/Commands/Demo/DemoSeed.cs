using Financbase.Application.Access;
using Financbase.Application.Organizations;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Commands.Demo;

/// <summary>
/// Two organizations with people to try the product as, through the same use cases that everybody uses. What is there
/// already stays as it is, so repeating it completes an interrupted run and otherwise changes nothing.
/// </summary>
internal sealed class DemoSeed(Operator platform, DemoBooks books, IServiceScopeFactory scopes, IConfiguration configuration)
{
    public static IReadOnlyList<DemoOrganization> Organizations { get; } =
    [
        new("demo", "Harbor & Pine", "EUR", [Role.Owner, Role.Accountant, Role.Viewer]),
        new("other", "Bluebell Bakery", "EUR", [Role.Owner]),
    ];

    public async Task SowAsync(VerbOutput output, CancellationToken ct)
    {
        var password = configuration["Demo:Password"] is { Length: > 0 } configured
            ? configured
            : throw new VerbException("Set Demo__Password to the password that the demo users get.");

        await EnsureUserAsync("operator@demo.test", password, isOperator: true, ct);
        foreach (var demo in Organizations)
        {
            output.Progress($"Organization {demo.Slug}");
            var organization = await platform.FindOrganizationAsync(demo.Slug, ct) ?? await FoundAsync(demo, ct);
            var people = new Dictionary<Role, UserId>();
            foreach (var role in demo.Roles)
            {
                var user = await EnsureUserAsync($"{role.Key}@{demo.Slug}.test", password, isOperator: false, ct);
                await platform.SendAsync(new AddMember(user, role.Key), organization, ct);
                people[role] = user;
            }

            if (people.TryGetValue(Role.Accountant, out var accountant))
                await books.SowAsync(organization, people[Role.Owner], accountant, output, ct);
        }
    }

    private async Task<TenantInfo> FoundAsync(DemoOrganization demo, CancellationToken ct)
    {
        var organization = new TenantInfo(EntityId.New<OrganizationId>(), demo.Slug, demo.Name, Currency.Of(demo.Currency));
        await platform.SendAsync(new FoundOrganization(), organization, ct);
        return organization;
    }

    private async Task<UserId> EnsureUserAsync(string email, string password, bool isOperator, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserAccounts>().FindAsync(email, ct)
            ?? await platform.SendAsync(new CreateUser(email, password, isOperator), null, ct);
    }
}

/// <summary>One person for each role, by the address <c>{role}@{slug}.test</c>.</summary>
internal sealed record DemoOrganization(string Slug, string Name, string Currency, IReadOnlyList<Role> Roles);
