using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Mail;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Financbase.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Every address of the product, asked by everybody for what is not theirs. The answer for another organization's id must
/// be the answer for an id that nobody has; nothing of the other organization may be in it; and nothing there may change.
/// </summary>
public sealed class IsolationMatrixTests
{
    [Test]
    public async Task Nothing_of_another_organization_is_seen_changed_or_even_known()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        await scene.AddOthersAsync();

        var (probes, faults) = await Matrix.ProbeAsync(scene);

        faults.ShouldBeEmpty();
        // Each address with an id in it, asked twice by each of them.
        var addresses = (await Target.AllAsync(scene.App.Services)).Count(target => target.Places.Any());
        addresses.ShouldBePositive();
        probes.ShouldBeGreaterThanOrEqualTo(2 * addresses * (scene.Probers.Count + scene.Exceptional.Count));
    }

    [Test]
    public async Task Who_lacks_the_right_is_refused_at_every_address()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        await scene.AddOthersAsync();

        var (probes, faults) = await Matrix.TrespassAsync(scene);

        faults.ShouldBeEmpty();
        // Each address, asked by each of those whom nothing is open to.
        var targets = await Target.AllAsync(scene.App.Services);
        var outside = scene.Probers.Concat(scene.Others).Where(prober => prober.Held is null).ToList();
        outside.ShouldNotBeEmpty();
        probes.ShouldBeGreaterThanOrEqualTo(outside.Sum(prober => targets.Count(target => prober.IsPerson != target.IsApi)));
    }

    [Test]
    public async Task A_place_in_a_list_of_another_organization_leads_to_nothing_of_it()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        using var theirs = scene.App.CreateApiClient(await scene.Theirs.IssueKeyAsync(await scene.Theirs.AddMemberAsync("owner")));
        string[] told = [IsolationScene.Canary, .. scene.TheirIds.Values.Where(id => Guid.TryParse(id, out _))];
        var targets = await Target.AllAsync(scene.App.Services);
        var pages = targets.Where(target => !target.IsApi && target.Method == "GET").ToList();
        var faults = new List<string>();
        var (lists, probes) = (0, 0);
        foreach (var list in ApiRoute.All(scene.App).Where(route => route.IsList && route.IsOpenToKeys))
        {
            var target = new Target("GET", list.Path.TrimStart('/'), null);
            var first = await theirs.GetFromJsonAsync<JsonElement>($"{target.Fill(place => scene.TheirIds[place])}?limit=1");
            if (Cursor(first) is not { } cursor)
                continue;

            lists++;
            string[] addresses = [target.Fill(place => scene.OurIds[place]), .. pages.Select(page => "/o/ours" + page.Fill(place => scene.OurIds[place]))];
            foreach (var address in addresses)
            {
                var owner = scene.Probers.Single(prober => prober.Role == "owner" && prober.IsPerson != address.StartsWith("/api/", StringComparison.Ordinal));
                var answer = await owner.AskAsync(new("GET", $"{address}?cursor={Uri.EscapeDataString(cursor)}", null));
                probes++;
                if (told.FirstOrDefault(word => answer.Raw.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word)
                    faults.Add($"{address} at a place of their {list.Path} tells “{word}”");
                if (answer.Status == HttpStatusCode.InternalServerError)
                    faults.Add($"{address} fails at a place of their {list.Path}");
            }
        }

        await TestContext.Out.WriteLineAsync($"{lists} lists, {probes} probes");
        faults.ShouldBeEmpty();
        lists.ShouldBeGreaterThan(4);
    }

    [Test]
    public async Task Words_of_another_organization_in_the_log_or_in_a_mail_are_noticed()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        var product = scene.App.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Financbase.Web");
        EmailAddress.TryParse("somebody@ours.test", out var somebody).ShouldBeTrue();
        var hasTold = false;

        var (_, faults) = await Matrix.ProbeAsync(scene, Tell, target => target.Template == "api/organization");

        faults.ShouldContain(fault => fault.StartsWith("The log tells another organization's words", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.StartsWith("A mail to somebody@ours.test tells another organization's words", StringComparison.Ordinal));

        // Says it once, in the midst of the probing.
        bool Tell(Prober prober)
        {
            if (!hasTold)
            {
                hasTold = true;
                product.LogInformation("Looked at {Name}", $"{IsolationScene.Canary} review");
                scene.App.QueueMailAsync(Letter.Invitation(somebody, IsolationScene.Canary, "somebody", "viewer", scene.App.Address)).GetAwaiter().GetResult();
            }

            return true;
        }
    }

    [Test]
    public async Task Without_both_walls_foreign_rows_come_through_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.QueryFilter);
        await scene.LiftRowLevelSecurityAsync();

        var (_, faults) = await Matrix.ProbeAsync(scene, prober => prober.Role == "owner", IsBelow("api/workflows/"));

        faults.ShouldContain(fault => fault.StartsWith("owner's key: GET api/workflows/{id}/versions with a foreign id: 200", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_row_of_the_other_organization_that_changes_in_the_meantime_is_noticed()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        var changed = 0;

        var (_, faults) = await Matrix.ProbeAsync(scene, Change, target => target.Template == "api/organization");

        faults.ShouldHaveSingleItem().ShouldStartWith("Rows of the other organization changed: workflows=");

        // Once, in the midst of the probing.
        bool Change(Prober prober)
        {
            if (changed++ == 0)
                scene.App.Database.ScalarAsync($"UPDATE workflows SET updated_at = updated_at + interval '1 s' WHERE id = '{scene.TheirIds["workflowId"]}'").GetAwaiter().GetResult();
            return true;
        }
    }

    [Test]
    public async Task Either_wall_alone_lets_nothing_through([Values] bool database)
    {
        await using var scene = await IsolationScene.StartAsync(database ? GuardsOff.QueryFilter : GuardsOff.Nothing);
        if (!database)
            await scene.LiftRowLevelSecurityAsync();

        var (_, faults) = await Matrix.ProbeAsync(scene, prober => prober.Role == "owner");

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_the_membership_check_a_foreign_slug_opens_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Membership);

        var (_, faults) = await Matrix.ProbeAsync(scene, prober => prober.Role == "viewer", IsBelow("banking/"));

        faults.ShouldContain(fault => fault.StartsWith(
            "viewer in a browser: GET banking/{id} with a foreign id under its own slug: another organization's words", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_the_permission_check_a_viewer_gets_in_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Permissions);

        var (_, faults) = await Matrix.TrespassAsync(scene, IsBelow("api/workflows/"));

        faults.ShouldContain(fault => fault.StartsWith("viewer's key: POST api/workflows/{id}/pause", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_the_check_in_the_pipeline_the_endpoints_still_keep_everybody_out()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.PipelinePermissions);

        var (probes, faults) = await Matrix.TrespassAsync(scene);

        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(1000);
        // A job or a step, which no endpoint stands before, would now do what nobody allowed.
        (await scene.Ours.SendWithAsync([], new CreateBankAccount("Nobody's account", "EUR", null, null))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Without_the_check_at_the_endpoints_empty_forms_open_and_the_matrix_says_so_but_nothing_is_done()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.EndpointPermissions);
        var before = await ActsAsync();

        var (_, faults) = await Matrix.TrespassAsync(scene);

        faults.ShouldContain("viewer in a browser: GET banking/new answers 200");
        faults.Where(fault => fault.Contains(" api/", StringComparison.Ordinal) && fault.Contains("answers 2", StringComparison.Ordinal)).ShouldBeEmpty();
        (await ActsAsync()).ShouldBe(before);

        // Every command leaves a row, whoever sent it.
        Task<object?> ActsAsync() => scene.App.Database.ScalarAsync("SELECT count(*) FROM audit_logs");
    }

    [Test]
    public Task Without_the_check_of_the_organizations_state_its_members_get_in() => LetsInAsync(
        GuardsOff.OrganizationState,
        "owner of a suspended organization in a browser: GET banking answers 200",
        "key of a suspended organization: GET api/bank-accounts answers 200");

    [Test]
    public Task Without_the_check_of_the_session_an_ended_one_gets_in() =>
        LetsInAsync(GuardsOff.Sessions, "ended session: GET banking/{id} answers 200");

    [Test]
    public Task Without_the_check_of_a_keys_life_old_ones_get_in() => LetsInAsync(
        GuardsOff.KeyLife, "expired key: GET api/bank-accounts answers 200", "revoked key: GET api/bank-accounts answers 200");

    [Test]
    public Task Without_the_check_of_a_keys_networks_it_works_from_elsewhere() =>
        LetsInAsync(GuardsOff.KeyNetworks, "key from elsewhere: GET api/bank-accounts answers 200");

    [Test]
    public Task Without_the_check_of_a_forms_token_another_site_sends_it() => LetsInAsync(
        GuardsOff.Antiforgery, target => target is { Method: "POST", Template: "banking/new" }, "form from elsewhere: POST banking/new answers");

    [Test]
    public Task Without_the_check_of_scopes_a_key_does_what_it_may_not() =>
        LetsInAsync(GuardsOff.Scopes, "key for banking:read: GET api/workflows/{id} answers 200");

    [Test]
    public Task Without_the_ceiling_of_a_keys_rights_it_does_what_its_maker_may_no_more() => LetsInAsync(
        GuardsOff.KeyCeiling,
        "key of a demoted owner: GET api/api-keys answers 200",
        "key of a member with an empty role: GET api/bank-accounts answers 200");

    // Where a missing guard would show: enough to see that the matrix notices it.
    private static Func<Target, bool> IsBelow(string address) => target => target.Template.StartsWith(address, StringComparison.Ordinal);

    /// <summary>With the guard off, the run says so, and of nobody else than those whom it is against.</summary>
    private static Task LetsInAsync(Action<IServiceCollection> guardOff, params string[] expected) =>
        LetsInAsync(guardOff, target => target.Method == "GET", expected);

    private static async Task LetsInAsync(Action<IServiceCollection> guardOff, Func<Target, bool> wanted, params string[] expected)
    {
        await using var scene = await IsolationScene.StartAsync(guardOff);
        await scene.AddOthersAsync();

        var (_, faults) = await Matrix.TrespassAsync(scene, wanted);

        foreach (var fault in expected)
            faults.ShouldContain(found => found.StartsWith(fault, StringComparison.Ordinal));
        string[] people = [.. expected.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)].Replace("banking:read", "banking:", StringComparison.Ordinal))];
        faults.Where(fault => !people.Any(fault.StartsWith)).ShouldBeEmpty();
    }

    // Of an answer to a call for a list: where the next page begins.
    private static string? Cursor(JsonElement answer) =>
        answer.TryGetProperty("pagination", out var paging) && paging.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
}
