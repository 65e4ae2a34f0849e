using System.Net;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Web.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Web.Tests.Isolation;

/// <summary>Two organizations with the same things in them; what belongs to the second one says so in every text.</summary>
internal sealed partial class IsolationScene : IAsyncDisposable
{
    /// <summary>Stands in the second organization's names and lines, and must never be in an answer to the first one.</summary>
    public const string Canary = "cnry7f3a";

    // Bodies as the API's description shows them, by method and address: the same in each scene, and long to describe.
    private static Dictionary<string, string>? _described;

    private static readonly IReadOnlySet<string> NoRights = new HashSet<string>();

    private Dictionary<string, string> _examples = [];

    private TestPerson _owner = null!;

    private readonly CapturedLogs _logs;

    private IsolationScene(TestApp app, CapturedLogs logs) => (App, _logs) = (app, logs);

    public TestApp App { get; }

    public TestOrganization Ours { get; private set; } = null!;

    public TestOrganization Theirs { get; private set; } = null!;

    /// <summary>By the place of an id in an address, e.g. <c>workflows/{id}</c>.</summary>
    public Dictionary<string, string> OurIds { get; } = [];

    public Dictionary<string, string> TheirIds { get; } = [];

    public List<Prober> Probers { get; } = [];

    /// <summary>Whose role says little, and who is allowed or denied the first organization's things one by one.</summary>
    public List<Prober> Exceptional { get; } = [];

    /// <summary>Whose role holds everything that can be narrowed, for things other than the first organization's.</summary>
    public List<Prober> Narrowed { get; } = [];

    /// <summary>Those who are outside in one way or another; see <see cref="AddOthersAsync"/>.</summary>
    public List<Prober> Others { get; } = [];

    /// <summary>An API key of the first organization's owner.</summary>
    public string OwnersKey { get; private set; } = "";

    public static async Task<IsolationScene> StartAsync(Action<IServiceCollection> guardsOff)
    {
        var logs = new CapturedLogs(new JsonLines(TimeProvider.System));
        var scene = new IsolationScene(
            await TestApp.StartAsync(services => guardsOff(services.AddLogging(
                logging => logging.AddProvider(logs).AddFilter<CapturedLogs>("Financbase", LogLevel.Information)))),
            logs);
        scene.Ours = await scene.App.FoundAsync("ours");
        scene.Theirs = await scene.App.FoundAsync("theirs");
        await Furniture.PutAsync(scene.Ours, "plain", scene.OurIds);
        await Furniture.PutAsync(scene.Theirs, Canary, scene.TheirIds);
        foreach (var role in new[] { "owner", "accountant", "viewer" })
        {
            var person = await scene.Ours.AddMemberAsync(role);
            scene.Probers.Add(await Prober.PersonAsync(scene.App, role, person));
            var key = await scene.Ours.IssueKeyAsync(person);
            scene._owner = role == "owner" ? person : scene._owner;
            scene.OwnersKey = role == "owner" ? key : scene.OwnersKey;
            scene.Probers.Add(Prober.Program(scene.App, role, key));
        }

        await scene.AddAsync("approver", "allow");
        await scene.AddAsync("admin", "deny");
        await scene.AddNarrowedAsync();
        var revoked = await scene.Ours.IssueKeyAsync(await scene.Ours.AddMemberAsync("member"));
        await scene.App.Database.ScalarAsync("UPDATE api_keys SET revoked_at = now() WHERE created_by = (SELECT id FROM users WHERE email = 'member@ours.test')");
        scene.Probers.Add(Prober.Program(scene.App, "revoked key", revoked, HttpStatusCode.Unauthorized));
        scene.Probers.Add(Prober.Anonymous(scene.App));
        scene._examples = _described ??= await scene.ReadExamplesAsync();
        return scene;
    }

    /// <summary>
    /// Adds a plain member, one whose role says nothing, the key of one whose role says less by now, one who was removed, an owner of a suspended organization, an operator,
    /// somebody whose session has ended, a stranger, an expired key, a key that is used from elsewhere, an owner whose forms another
    /// site sends, and keys that may do one thing.
    /// </summary>
    public async Task AddOthersAsync()
    {
        var member = new TestPerson(await UserAsync("member@ours.test"), "member@ours.test");
        Others.Add(await Prober.PersonAsync(App, "member", member));
        Others.Add(Prober.Program(App, "member", await Ours.IssueKeyAsync(member)));

        var bare = await NewAsync("bare@ours.test", "viewer");
        Others.Add(await Prober.PersonAsync(App, "member with an empty role", bare, HttpStatusCode.Forbidden, NoRights));
        Others.Add(Prober.Program(App, "key of a member with an empty role", await Ours.IssueKeyAsync(bare), HttpStatusCode.Forbidden, NoRights));
        await App.Database.ScalarAsync($"""
            WITH made AS (
                INSERT INTO roles (organization_id, id, key, name, created_at)
                VALUES ('{Ours.Id}', gen_random_uuid(), 'empty-role', 'Nothing', now()) RETURNING id)
            UPDATE memberships SET role = 'empty-role', role_id = made.id FROM made WHERE organization_id = '{Ours.Id}' AND user_id = '{bare.Id}'
            """);

        var demoted = await NewAsync("demoted@ours.test", "owner");
        Others.Add(Prober.Program(App, "key of a demoted owner", await Ours.IssueKeyAsync(demoted), HttpStatusCode.Forbidden, Role.Viewer.Permissions));
        await App.Database.ScalarAsync($"UPDATE memberships SET role = 'viewer' WHERE organization_id = '{Ours.Id}' AND user_id = '{demoted.Id}'");

        var gone = await NewAsync("gone@ours.test", "owner");
        Others.Add(await Prober.PersonAsync(App, "removed member", gone, HttpStatusCode.NotFound));
        Others.Add(Prober.Program(App, "removed member's key", await Ours.IssueKeyAsync(gone), HttpStatusCode.Unauthorized));
        await App.Database.ScalarAsync($"DELETE FROM memberships WHERE organization_id = '{Ours.Id}' AND user_id = '{gone.Id}'");

        var asleep = await App.FoundAsync("asleep");
        var sleeper = await asleep.AddMemberAsync("owner");
        var rights = Role.Owner.Permissions;
        Others.Add(await Prober.PersonAsync(App, "owner of a suspended organization", sleeper, HttpStatusCode.Forbidden, rights, "asleep", isSuspended: true));
        Others.Add(Prober.Program(
            App, "key of a suspended organization", await asleep.IssueKeyAsync(sleeper), HttpStatusCode.Forbidden, rights, isSuspended: true));
        await App.Database.ScalarAsync($"UPDATE organizations SET state = 'suspended' WHERE id = '{asleep.Id}'");

        (await App.SendAsPlatformAsync(new CreateUser("operator@platform.test", TestPerson.Password, IsOperator: true))).IsSuccess.ShouldBeTrue();
        var platform = new TestPerson(await UserAsync("operator@platform.test"), "operator@platform.test");
        Others.Add(await Prober.PersonAsync(App, "operator", platform, HttpStatusCode.NotFound));

        var tired = await NewAsync("tired@ours.test", "owner");
        Others.Add(await Prober.StubbornAsync(App, "ended session", tired));
        await App.Database.ScalarAsync($"UPDATE user_sessions SET revoked_at = now() WHERE user_id = '{tired.Id}'");
        Others.Add(Prober.Anonymous(App, isPerson: true));
        Others.Add(Prober.Program(App, "expired key", await Ours.IssueKeyAsync(tired), HttpStatusCode.Unauthorized));
        await App.Database.ScalarAsync(
            $"UPDATE api_keys SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE created_by = '{tired.Id}'");

        var away = await NewAsync("away@ours.test", "owner");
        Others.Add(Prober.Program(App, "key from elsewhere", await Ours.IssueKeyAsync(away), HttpStatusCode.Unauthorized));
        await App.Database.ScalarAsync($"UPDATE api_keys SET allowed_networks = ARRAY['203.0.113.0/24'::cidr] WHERE created_by = '{away.Id}'");
        Others.Add(await Prober.ForgerAsync(App, "form from elsewhere", away));

        foreach (var scope in new[] { Permissions.Banking.Read, Permissions.Banking.Import })
            Others.Add(Prober.Program(App, $"key for {scope}", await Ours.IssueKeyAsync(_owner, scope), HttpStatusCode.Forbidden, new HashSet<string> { scope }));

        // Lost rights may be remembered for a second.
        await Eventually.HoldsAsync(async () => await RefusesAsync("removed member in a browser", "/o/ours/banking")
            && await RefusesAsync("removed member's key", "/api/bank-accounts")
            && await RefusesAsync("member with an empty role in a browser", "/o/ours/banking"));

        async Task<TestPerson> NewAsync(string email, string role)
        {
            var person = await App.CreateUserAsync(email);
            await Ours.AddMemberAsync(person, role);
            return person;
        }

        async Task<UserId> UserAsync(string email) => new UserId((Guid)(await App.Database.ScalarAsync($"SELECT id FROM users WHERE email = '{email}'"))!);

        async Task<bool> RefusesAsync(string name, string address) =>
            Others.Single(other => other.Name == name) is var other && (await other.AskAsync(new("GET", address, null))).Status == other.Refusal;
    }

    /// <summary>The example of the API's description with these ids in it; null where no body is described.</summary>
    public string? BodyOf(Target target, Dictionary<string, string> ids) => With(target, "resourceId", ids["bankAccountId"]) ?? ExampleOf(target);

    /// <summary>The example with another value for one member; null where it has no such member.</summary>
    public string? With(Target target, string member, string value, Dictionary<string, string>? others = null)
    {
        if (ExampleOf(target) is not { } example || JsonNode.Parse(example) is not JsonObject body || !body.ContainsKey(member))
            return null;
        if (others is not null && body.ContainsKey("resourceId"))
            body["resourceId"] = others["bankAccountId"];
        body[member] = value;
        return body.ToJsonString();
    }

    /// <summary>Opens the database's wall.</summary>
    public Task LiftRowLevelSecurityAsync() => App.Database.ScalarAsync("""
        DO $$
        DECLARE wall record;
        BEGIN
            FOR wall IN SELECT tablename FROM pg_policies WHERE policyname = 'organization' LOOP
                EXECUTE format('ALTER POLICY organization ON %I USING (true) WITH CHECK (true)', wall.tablename);
            END LOOP;
        END $$
        """);

    private string? ExampleOf(Target target) => _examples.GetValueOrDefault($"{target.Method} /{target.Template}");

    private async Task<Dictionary<string, string>> ReadExamplesAsync()
    {
        var examples = new Dictionary<string, string>();
        using var client = App.CreateClient();
        var described = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        foreach (var (path, operations) in described["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (operation is JsonObject && operation["requestBody"]?["content"]?["application/json"]?["example"] is { } example)
                    examples[$"{method.ToUpperInvariant()} {path}"] = example.ToJsonString();
            }
        }

        return examples;
    }

    // A person and their key, with an exception for each permission that can be held for a workflow or an account.
    private async Task AddAsync(string role, string effect)
    {
        var person = await Ours.AddMemberAsync(role);
        var things = new Dictionary<string, string> { [ResourceTypes.BankAccount] = OurIds["bankAccountId"], [ResourceTypes.Workflow] = OurIds["workflowId"] };
        foreach (var permission in PermissionCatalogue.All.Where(permission => permission.Resource is not null))
        {
            await App.Database.ScalarAsync($"""
                INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at)
                VALUES ('{Ours.Id}', '{Guid.CreateVersion7()}', '{person.Id}', '{permission.Key}', '{permission.Resource}', '{things[permission.Resource!]}', '{effect}', '{person.Id}', now())
                """);
        }

        Exceptional.Add(await Prober.PersonAsync(App, role, person));
        Exceptional.Add(Prober.Program(App, role, await Ours.IssueKeyAsync(person)));
    }

    // A person and their key whose role is as wide as an administrator's, but for accounts: another one, for workflows: their own, and for amounts: a limit.
    private async Task AddNarrowedAsync()
    {
        var person = await App.CreateUserAsync("narrowed@ours.test");
        await Ours.AddMemberAsync(person, "viewer");
        var role = Guid.CreateVersion7();
        var permissions = PermissionCatalogue.All.Where(permission => Role.Admin.Permissions.Contains(permission.Key)).Select(permission => permission.Narrowings switch
        {
            Narrowings.Accounts => $$"""('{{permission.Key}}', '{"accountIds":["{{Guid.CreateVersion7()}}"]}')""",
            Narrowings.OwnOnly => $$"""('{{permission.Key}}', '{"ownOnly":true}')""",
            Narrowings.MaxAmount => $$"""('{{permission.Key}}', '{"maxAmount":{"value":"1000000.00","currency":"EUR"} }')""",
            Narrowings.None => $"('{permission.Key}', NULL)",
            _ => throw new InvalidOperationException($"Say how {permission.Key} is narrowed here."),
        });
        await App.Database.ScalarAsync($"""
            INSERT INTO roles (organization_id, id, key, name, created_at) VALUES ('{Ours.Id}', '{role}', 'narrowed', 'Narrowed', now());
            INSERT INTO role_permissions (organization_id, role_id, permission, "constraint")
            SELECT '{Ours.Id}', '{role}', given.permission, given.narrowed::jsonb FROM (VALUES {string.Join(", ", permissions)}) AS given (permission, narrowed);
            UPDATE memberships SET role = 'narrowed', role_id = '{role}' WHERE organization_id = '{Ours.Id}' AND user_id = '{person.Id}'
            """);
        Narrowed.Add(await Prober.PersonAsync(App, "narrowed member", person, HttpStatusCode.Forbidden, Role.Admin.Permissions));
        Narrowed.Add(Prober.Program(App, "narrowed member's key", await Ours.IssueKeyAsync(person), HttpStatusCode.Forbidden, Role.Admin.Permissions));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var prober in Probers.Concat(Exceptional).Concat(Narrowed).Concat(Others))
        {
            prober.Dispose();
        }

        await App.DisposeAsync();
    }

    /// <summary>What the second organization's rows are worth, table by table.</summary>
    public async Task<string> ChecksumAsync()
    {
        var tables = (string[])(await App.Database.ScalarAsync("""
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relrowsecurity
                AND c.relname NOT LIKE 'workflow\_tall%'
            """))!;

        // A job sums the entries up at any moment: together they stay the same.
        const string Tallies = """
            (SELECT organization_id, workflow_id, day, outcome, bucket, sum(count) AS count FROM (
                SELECT organization_id, workflow_id, day, outcome, bucket, count FROM workflow_tallies
                UNION ALL SELECT organization_id, workflow_id, day, outcome, bucket, count FROM workflow_tally_entries) each
             GROUP BY 1, 2, 3, 4, 5)
            """;
        var sums = tables.Append(Tallies).Select(table =>
            $"SELECT '{(table == Tallies ? "tallies" : table)}=' || md5(COALESCE(string_agg(row::text, '' ORDER BY row::text), '')) FROM {table} row WHERE organization_id = '{Theirs.Id}'");
        return (string)(await App.Database.ScalarAsync($"SELECT string_agg(sum, E'\\n') FROM ({string.Join(" UNION ALL ", sums)}) AS all_tables (sum)"))!;
    }
}
