using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Web.Commands;

internal sealed class UserCreateVerb(Operator platform) : Verb
{
    public override string Name => "user create";

    public override string Usage =>
        "--email EMAIL --password PASSWORD [--organization SLUG --role ROLE] [--operator]: makes a person who can sign in";

    public override IReadOnlyCollection<string> Flags => ["operator"];

    public override IReadOnlyCollection<string> Options => ["email", "password", "organization", "role"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var email = line.Get("email");
        var organization = line.Find("organization") is { } slug ? await platform.OrganizationAsync(slug, ct) : null;
        var role = organization is null ? null : line.Find("role") ?? Role.Member.Key;
        if (organization is null && line.Has("role"))
            throw new VerbException("--role needs --organization: a role is held in an organization.");
        if (role is not null && Role.Find(role) is null)
            throw new VerbException(AccessErrors.RoleUnknown(role).Message);

        var user = await platform.SendAsync(new CreateUser(email, line.Get("password"), line.Has("operator")), null, ct);
        if (role is not null)
            await platform.SendAsync(new AddMember(user, role), organization, ct);

        output.Result(line, $"{email} can sign in.", new { id = user, email, organization = organization?.Identifier, role });
        return Done;
    }
}
