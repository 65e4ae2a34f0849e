using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;

namespace Financbase.Web.Commands;

internal sealed class AuthzExplainVerb(Operator platform, IServiceScopeFactory scopes) : Verb
{
    public override string Name => "authz explain";

    public override string Usage =>
        "--organization SLUG --user EMAIL [--permission AREA:VERB] [--account ID | --workflow ID | --amount AMOUNT]: says what a member may do, and why not more";

    public override IReadOnlyCollection<string> Options => ["organization", "user", "permission", "account", "workflow", "amount"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        var member = await FindAsync(line.Get("user"), ct);
        var wanted = line.Find("permission");
        if (wanted is not null && !PermissionCatalogue.Contains(wanted))
            throw new VerbException($"There is no permission “{wanted}”.");

        var answer = await platform.SendAsync(new ExplainAccess(member, ThingOf(line, organization.BaseCurrency)), organization, ct);
        var rows = answer.Permissions.Where(row => wanted is null || row.Permission.Key == wanted).ToList();
        var exceptions = answer.Exceptions.Where(grant => wanted is null || grant.Permission == wanted).ToList();
        output.Result(
            line,
            string.Join(Environment.NewLine, rows.Select(row =>
                $"{(row.Verdict.IsAllowed() ? "yes" : "no "),-4}{row.Permission.Key,-24}{row.Sentence(answer.RoleTitle)}")
                .Concat(exceptions.Select(grant => $"    exception: {grant.Sentence}"))),
            new
            {
                answer.Email,
                role = answer.RoleTitle,
                permissions = rows.Select(row => new
                {
                    row.Permission.Key,
                    allowed = row.Verdict.IsAllowed(),
                    row.Verdict,
                    narrowed = row.IsNarrowed,
                    row.Limit,
                    row.RolesThatAllow,
                }),
                exceptions,
            });
        return Done;
    }

    private static Resource? ThingOf(VerbLine line, Currency @base) => (line.Find("account"), line.Find("workflow"), line.Find("amount")) switch
    {
        (null, null, null) => null,
        ({ } account, null, null) => IOnBankAccount.Of(new BankAccountId(IdOf(account, "--account", "a bank account"))),
        (null, { } workflow, null) => IOnWorkflow.Of(new WorkflowId(IdOf(workflow, "--workflow", "a workflow"))),
        (null, null, { } amount) => Resource.Moving(FormAmount.TryRead(amount, out var moved) && moved is { } some
            ? Money.FromAmount(some, @base)
            : throw new VerbException($"--amount is one in {@base}, like 1250.00, not “{amount}”.")),
        _ => throw new VerbException("Name one account, one workflow or one amount."),
    };

    private static Guid IdOf(string text, string option, string what) =>
        Guid.TryParse(text, out var id) ? id : throw new VerbException($"{option} is the id of {what}, not “{text}”.");

    private async Task<UserId> FindAsync(string email, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUserAccounts>().FindAsync(email, ct)
            ?? throw new VerbException($"Nobody signs in as {email}.");
    }
}
