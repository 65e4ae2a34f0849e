using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;
using Financbase.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Every address of the product, asked by everybody for what is not theirs. The answer for another organization's id must
/// be the answer for an id that nobody has; nothing of the other organization may be in it; and nothing there may change.
/// </summary>
public sealed partial class IsolationMatrixTests
{
    private static readonly string[] Queries = ["bankAccountId", "importId", "workflowId", "causedBy", "workflow", "member"];

    // What stands there is a word that everybody uses, not the id of somebody's thing.
    private static readonly string[] Words = ["deliveries/{consumer}", "steps/{key}", "versions/{n}"];

    [Test]
    public async Task Nothing_of_another_organization_is_seen_changed_or_even_known()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        await scene.AddOthersAsync();

        var (probes, faults) = await ProbeAsync(scene);

        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(5_000);
    }

    [Test]
    public async Task Who_lacks_the_right_is_refused_at_every_address()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        await scene.AddOthersAsync();

        var (probes, faults) = await TrespassAsync(scene);

        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(1_000);
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
    public async Task Without_both_walls_foreign_rows_come_through_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.QueryFilter);
        await scene.LiftRowLevelSecurityAsync();

        var (_, faults) = await ProbeAsync(scene, prober => prober.Role == "owner");

        faults.ShouldContain(fault => fault.StartsWith("owner's key: GET api/workflows/{id}/versions with a foreign id: 200", StringComparison.Ordinal));
    }

    [Test]
    public async Task Either_wall_alone_lets_nothing_through([Values] bool database)
    {
        await using var scene = await IsolationScene.StartAsync(database ? GuardsOff.QueryFilter : GuardsOff.Nothing);
        if (!database)
            await scene.LiftRowLevelSecurityAsync();

        var (_, faults) = await ProbeAsync(scene, prober => prober.Role == "owner");

        faults.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_the_membership_check_a_foreign_slug_opens_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Membership);

        var (_, faults) = await ProbeAsync(scene, prober => prober.Role == "viewer");

        faults.ShouldContain(fault => fault.StartsWith(
            "viewer in a browser: GET banking/{id} with a foreign id under its own slug: another organization's words", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_the_permission_check_a_viewer_gets_in_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Permissions);

        var (_, faults) = await TrespassAsync(scene);

        faults.ShouldContain(fault => fault.StartsWith("viewer's key: POST api/workflows/{id}/pause", StringComparison.Ordinal));
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
    public Task Without_the_check_of_scopes_a_key_does_what_it_may_not() =>
        LetsInAsync(GuardsOff.Scopes, "key for banking:read: GET api/workflows/{id} answers 200");

    /// <summary>With the guard off, the run says so, and of nobody else than those whom it is against.</summary>
    private static async Task LetsInAsync(Action<IServiceCollection> guardOff, params string[] expected)
    {
        await using var scene = await IsolationScene.StartAsync(guardOff);
        await scene.AddOthersAsync();

        var (_, faults) = await TrespassAsync(scene, target => target.Method == "GET");

        foreach (var fault in expected)
            faults.ShouldContain(fault);
        string[] people = [.. expected.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)].Replace("banking:read", "banking:", StringComparison.Ordinal))];
        faults.Where(fault => !people.Any(fault.StartsWith)).ShouldBeEmpty();
    }

    /// <summary>Everybody at everything of their own organization that is not open to them.</summary>
    private static async Task<(int Probes, IReadOnlyList<string> Faults)> TrespassAsync(IsolationScene scene, Func<Target, bool>? wanted = null)
    {
        var started = Stopwatch.GetTimestamp();
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in (await Target.AllAsync(scene.App.Services)).Where(target => wanted?.Invoke(target) != false))
        {
            foreach (var prober in scene.Probers.Concat(scene.Others).Where(prober => prober.IsPerson != target.IsApi && !prober.MayCall(target)))
            {
                var address = target.Fill(place => scene.OurIds[place]);
                var answer = await prober.AskAsync(new(target.Method, target.IsApi ? address : $"/o/{prober.Slug}{address}", scene.BodyOf(target, scene.OurIds)));
                probes++;
                if (answer.Status != prober.Refusal)
                {
                    faults.Add($"{prober.Name}: {target.Method} {target.Template} answers {(int)answer.Status}");
                }
            }
        }

        await TellAsync(probes, started);
        return (probes, faults);
    }

    /// <summary>Members at every address; those who are outside anyhow at one address of each kind.</summary>
    private static async Task<(int Probes, IReadOnlyList<string> Faults)> ProbeAsync(IsolationScene scene, Func<Prober, bool>? wanted = null)
    {
        var started = Stopwatch.GetTimestamp();
        var targets = await Target.AllAsync(scene.App.Services);
        targets.SelectMany(target => target.Places).Distinct().Where(place => !scene.TheirIds.ContainsKey(place))
            .ShouldBeEmpty("Say in IsolationScene what stands in these places.");
        targets.SelectMany(FormIdsOf).Distinct().Where(field => !IsolationScene.FormPlaces.ContainsKey(field))
            .ShouldBeEmpty("Say in IsolationScene what these fields of forms name.");
        var sample = targets.GroupBy(target => (target.IsApi, target.Method, target.Permission, target.Places.Count(), target.FormIds)).Select(kind => kind.First()).ToHashSet();
        var before = await scene.ChecksumAsync();
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in targets)
        {
            var probers = scene.Probers.Concat(scene.Exceptional).Concat(sample.Contains(target) ? scene.Others : []);
            foreach (var prober in probers.Where(prober => wanted?.Invoke(prober) != false))
            {
                foreach (var (kind, foreign, nobodys) in Pairs(scene, target))
                {
                    probes += 2;
                    if (await CompareAsync(prober, foreign, nobodys) is { } fault)
                    {
                        faults.Add($"{prober.Name}: {target.Method} {target.Template} with {kind}: {fault}");
                    }
                }
            }
        }

        if (await scene.ChecksumAsync() is var after && after != before)
        {
            faults.Add("Rows of the other organization changed: "
                + string.Join(", ", after.Split('\n').Except(before.Split('\n'))));
        }

        await TellAsync(probes, started);
        return (probes, faults);
    }

    /// <summary>The call with what is another organization's, beside the same with what is nobody's.</summary>
    private static IEnumerable<(string Kind, Call Foreign, Call Nobodys)> Pairs(IsolationScene scene, Target target)
    {
        var nobody = Guid.CreateVersion7().ToString();
        Dictionary<string, string> nobodys = scene.TheirIds.Keys.ToDictionary(place => place, Nobodys);
        string Root(string slug, string address) => target.IsApi ? address : $"/o/{slug}{address}";
        string Theirs(string place) => scene.TheirIds[place];
        string Nobodys(string place) => Words.Contains(place) ? Theirs(place) : nobody;
        Call With(string address, Dictionary<string, string> ids, params KeyValuePair<string, string>[] fields) =>
            new(target.Method, address, scene.BodyOf(target, ids), fields);

        if (target.Places.Any())
        {
            yield return ("a foreign id", With(Root("ours", target.Fill(Theirs)), scene.TheirIds), With(Root("ours", target.Fill(Nobodys)), nobodys));
            foreach (var nested in target.Places.Skip(1))
            {
                yield return ("a foreign id under an own one",
                    With(Root("ours", target.Fill(place => place == nested ? Theirs(place) : scene.OurIds[place])), scene.TheirIds),
                    With(Root("ours", target.Fill(place => place == nested ? Nobodys(place) : scene.OurIds[place])), nobodys));
            }
        }

        var own = Root("ours", target.Fill(place => scene.OurIds[place]));
        foreach (var (member, theirs, unknown) in BodyMembers(scene, nobody))
        {
            if (scene.With(target, member, theirs, scene.OurIds) is { } body)
                yield return ($"a foreign {member} in the body", new(target.Method, own, body), new(target.Method, own, scene.With(target, member, unknown, scene.OurIds)));
        }

        foreach (var field in FormIdsOf(target))
        {
            var name = field.Split(' ')[1];
            yield return ($"a foreign {name} in the form",
                With(own, scene.TheirIds, [new(name, Theirs(IsolationScene.FormPlaces[field])), new("role", "viewer"), new("hours", "1")]),
                With(own, nobodys, [new(name, nobody), new("role", "viewer"), new("hours", "1")]));
        }

        if (target is { Method: "POST", Template: "settings/access/exceptions" })
        {
            foreach (var (kind, subject, thing) in Exceptions(scene))
                yield return ($"a foreign {kind} in the form", With(own, scene.TheirIds, Exception(subject, thing)), With(own, nobodys, Exception(Unknown(subject), Unknown(thing))));
        }

        if (target is { Method: "POST", Template: "settings/organization/ownership?handler=Transfer" })
        {
            foreach (var named in new[] { $"{IsolationScene.Canary}@keys.test", $"somebody [{scene.TheirIds["member"]}]" })
                yield return ($"a foreign member in the form", With(own, scene.TheirIds, new KeyValuePair<string, string>("To", named)), With(own, nobodys, new KeyValuePair<string, string>("To", Unknown(named))));
        }

        if (target is { Method: "GET", Template: "api/search" })
        {
            foreach (var word in new[] { IsolationScene.Canary, "coffee" })
                yield return ("a foreign word", new("GET", $"{own}?q={word}", null), new("GET", $"{own}?q={(word == "coffee" ? word : "nobodysword")}", null));
        }

        if (!target.IsApi)
        {
            yield return ("an own id under a foreign slug", With(Root("theirs", target.Fill(place => scene.OurIds[place])), scene.OurIds), With(Root("nobodys", target.Fill(place => scene.OurIds[place])), scene.OurIds));
            yield return ("a foreign id under its own slug", With(Root("theirs", target.Fill(Theirs)), scene.TheirIds), With(Root("nobodys", target.Fill(Theirs)), scene.TheirIds));
        }

        if (target.Method == "GET" && !target.Places.Any())
        {
            foreach (var query in Queries)
            {
                yield return ($"a foreign {query}", new("GET", $"{own}?{query}={Theirs(query)}", null), new("GET", $"{own}?{query}={nobody}", null));
            }
        }

        string Unknown(string named) => scene.TheirIds.Values.Where(id => Guid.TryParse(id, out _)).Aggregate(named, (text, id) => text.Replace(id, nobody, StringComparison.Ordinal))
            .Replace($"{IsolationScene.Canary}@", "nobody@", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Member, string Theirs, string Nobodys)> BodyMembers(IsolationScene scene, string nobody) =>
    [
        ("resourceId", scene.TheirIds["bankAccountId"], nobody),
        ("role", scene.TheirIds["roles/{key}"], "nobodys-role"),
        ("to", $"{IsolationScene.Canary}@keys.test", "nobody@keys.test"),
    ];

    private static IEnumerable<(string Kind, string Subject, string Thing)> Exceptions(IsolationScene scene) =>
    [
        ("thing", "Role: Viewer", $"an account [{scene.TheirIds["bankAccountId"]}]"),
        ("member", $"{IsolationScene.Canary}@keys.test", $"an account [{scene.OurIds["bankAccountId"]}]"),
        ("member's id", $"somebody [{scene.TheirIds["member"]}]", $"an account [{scene.OurIds["bankAccountId"]}]"),
        ("key", $"API key: a key [{scene.TheirIds["api-keys/{id}"]}]", $"an account [{scene.OurIds["bankAccountId"]}]"),
    ];

    private static KeyValuePair<string, string>[] Exception(string subject, string thing) =>
        [new("Input.Subject", subject), new("Input.ResourceId", thing), new("Input.Permission", "banking:read"), new("Input.Effect", "Deny")];

    private static IEnumerable<string> FormIdsOf(Target target) =>
        target.FormIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{target.Template.Split('?')[0]} {name}");

    private static async Task<string?> CompareAsync(Prober prober, Call foreign, Call nobodys)
    {
        string[] asked = [.. Named().Matches($"{foreign.Said} {nobodys.Said}").Select(word => word.Value), "/o/theirs", "/o/nobodys", "%2Fo%2Ftheirs", "%2Fo%2Fnobodys"];
        var answer = await prober.AskAsync(foreign, asked);
        var plain = await prober.AskAsync(nobodys, asked);
        return answer.Text.Contains(IsolationScene.Canary, StringComparison.OrdinalIgnoreCase) ? "another organization's words are in the answer"
            : !answer.IsLike(plain) ? $"{(int)answer.Status} {answer.Place}, for nobody's {(int)plain.Status} {plain.Place}"
            : answer.Status == HttpStatusCode.InternalServerError ? "it fails"
            : null;
    }

    private static async Task TellAsync(int probes, long started) =>
        await TestContext.Out.WriteLineAsync($"{probes} probes in {Stopwatch.GetElapsedTime(started).TotalMinutes:F1} min");

    // Of an answer to a call for a list: where the next page begins.
    private static string? Cursor(JsonElement answer) =>
        answer.TryGetProperty("pagination", out var paging) && paging.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\w+-(role|secret)\b|\w+@keys\.test", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
