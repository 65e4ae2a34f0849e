using System.Globalization;
using Financbase.Application.Access;
using Financbase.Domain.Access;

namespace Financbase.Web.Commands;

internal sealed class ApiKeyCreateVerb(Operator platform, IServiceScopeFactory scopes) : Verb
{
    public override string Name => "api-key create";

    public override string Usage =>
        "--organization SLUG --name NAME [--scopes a,b] [--user EMAIL] [--days 90] [--test]: prints a new key, once";

    public override IReadOnlyCollection<string> Flags => ["test"];

    public override IReadOnlyCollection<string> Options => ["organization", "name", "scopes", "user", "days"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        var creator = line.Find("user") is { } email ? await FindAsync(email, ct) : (UserId?)null;
        var scopes = line.Find("scopes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var terms = new ApiKeyTerms(line.Get("name"), scopes, LifetimeOf(line));

        var key = await platform.SendAsync(
            new IssueApiKey(creator, terms, line.Has("test") ? ApiKeyMode.Test : ApiKeyMode.Live), organization, ct);
        output.Result(line, key.Reveal(), new { key = key.Reveal(), publicId = key.PublicId });
        return Done;
    }

    private static TimeSpan? LifetimeOf(VerbLine line) => line.Find("days") switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) => TimeSpan.FromDays(days),
        var text => throw new VerbException($"--days is a number of days, not “{text}”."),
    };

    private async Task<UserId> FindAsync(string email, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserAccounts>().FindAsync(email, ct)
            ?? throw new VerbException($"Nobody signs in as {email}.");
    }
}
