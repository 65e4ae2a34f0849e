using System.Net;
using Financbase.Domain.Access;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Every address of the product, asked by everybody for what is not theirs. The answer for another organization's id must
/// be the answer for an id that nobody has; nothing of the other organization may be in it; and nothing there may change.
/// </summary>
public sealed class IsolationMatrixTests
{
    private static readonly string[] Queries = ["bankAccountId", "importId", "workflowId", "causedBy", "workflow", "member"];

    // What stands there is a word that everybody uses, not the id of somebody's thing.
    private static readonly string[] Words = ["deliveries/{consumer}", "steps/{key}", "versions/{n}"];

    [Test]
    public async Task Nothing_of_another_organization_is_seen_changed_or_even_known()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);

        var (probes, faults) = await ProbeAsync(scene);

        await TestContext.Out.WriteLineAsync($"{probes} probes");
        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(1_000);
    }

    [Test]
    public async Task Who_lacks_the_right_is_refused_at_every_address()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);

        var (probes, faults) = await TrespassAsync(scene);

        await TestContext.Out.WriteLineAsync($"{probes} probes");
        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(90);
    }

    [Test]
    public async Task Without_both_walls_foreign_rows_come_through_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.QueryFilter);
        await scene.LiftRowLevelSecurityAsync();

        var (_, faults) = await ProbeAsync(scene);

        faults.ShouldContain(fault => fault.StartsWith("owner's key: GET api/workflows/{id}/versions with a foreign id: 200", StringComparison.Ordinal));
    }

    [Test]
    public async Task Without_the_membership_check_a_foreign_slug_opens_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Membership);

        var (_, faults) = await ProbeAsync(scene);

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

    /// <summary>Everybody at everything of their own organization that their role does not allow.</summary>
    private static async Task<(int Probes, IReadOnlyList<string> Faults)> TrespassAsync(IsolationScene scene)
    {
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in (await Target.AllAsync(scene.App.Services)).Where(target => target.Permission is not null))
        {
            foreach (var prober in scene.Probers.Where(prober => prober.IsPerson != target.IsApi && !MayCall(prober, target.Permission!)))
            {
                var address = target.Fill(place => scene.OurIds[place]);
                var answer = await prober.AskAsync(target.Method, target.IsApi ? address : $"/o/ours{address}", target.IsApi && target.Method != "GET" ? "{}" : null);
                probes++;
                if (answer.Status != (prober.Role is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden))
                {
                    faults.Add($"{prober.Name}: {target.Method} {target.Template} answers {(int)answer.Status}");
                }
            }
        }

        return (probes, faults);
    }

    private static bool MayCall(Prober prober, string permission) => prober.Role is { } role
        && Role.Find(role)!.Permissions.Contains(permission)
        && (prober.IsPerson || PermissionCatalogue.ForApiKeys.Contains(permission));

    private static async Task<(int Probes, IReadOnlyList<string> Faults)> ProbeAsync(IsolationScene scene)
    {
        var targets = await Target.AllAsync(scene.App.Services);
        targets.SelectMany(target => target.Places).Distinct().Where(place => !scene.TheirIds.ContainsKey(place))
            .ShouldBeEmpty("Say in IsolationScene what stands in these places.");
        var before = await scene.ChecksumAsync();
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in targets)
        {
            foreach (var prober in scene.Probers.Concat(scene.Exceptional))
            {
                foreach (var (kind, foreign, nobodys) in Pairs(scene, target, prober))
                {
                    probes += 2;
                    if (await CompareAsync(prober, target, foreign, nobodys) is { } fault)
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

        return (probes, faults);
    }

    /// <summary>The address with what is another organization's, beside the same with what is nobody's.</summary>
    private static IEnumerable<(string Kind, string Foreign, string Nobodys)> Pairs(IsolationScene scene, Target target, Prober prober)
    {
        var nobody = Guid.CreateVersion7().ToString();
        string Root(string slug, string address) => target.IsApi ? address : $"/o/{slug}{address}";
        string Theirs(string place) => scene.TheirIds[place];
        string Nobodys(string place) => Words.Contains(place) ? Theirs(place) : nobody;

        if (target.Places.Any())
        {
            yield return ("a foreign id", Root("ours", target.Fill(Theirs)), Root("ours", target.Fill(Nobodys)));
            foreach (var nested in target.Places.Skip(1))
            {
                yield return ("a foreign id under an own one",
                    Root("ours", target.Fill(place => place == nested ? Theirs(place) : scene.OurIds[place])),
                    Root("ours", target.Fill(place => place == nested ? Nobodys(place) : scene.OurIds[place])));
            }
        }

        if (!target.IsApi)
        {
            yield return ("an own id under a foreign slug", Root("theirs", target.Fill(place => scene.OurIds[place])), Root("nobodys", target.Fill(place => scene.OurIds[place])));
            yield return ("a foreign id under its own slug", Root("theirs", target.Fill(Theirs)), Root("nobodys", target.Fill(Theirs)));
        }

        if (target.Method == "GET" && !target.Places.Any())
        {
            foreach (var query in Queries)
            {
                yield return ($"a foreign {query}", $"{Root("ours", target.Fill(Theirs))}?{query}={Theirs(query)}", $"{Root("ours", target.Fill(Theirs))}?{query}={nobody}");
            }
        }
    }

    private static async Task<string?> CompareAsync(Prober prober, Target target, string foreign, string nobodys)
    {
        string[] asked = [.. foreign.Split('/', '?', '=', '&').Concat(nobodys.Split('/', '?', '=', '&')).Where(word => Guid.TryParse(word, out _) || word.EndsWith("-role", StringComparison.Ordinal) || word.EndsWith("-secret", StringComparison.Ordinal)), "/o/theirs", "/o/nobodys", "%2Fo%2Ftheirs", "%2Fo%2Fnobodys"];
        var body = target.IsApi && target.Method is "POST" or "PUT" ? "{}" : null;
        var answer = await prober.AskAsync(target.Method, foreign, body, asked);
        var plain = await prober.AskAsync(target.Method, nobodys, body, asked);
        return answer.Raw.Contains(IsolationScene.Canary, StringComparison.OrdinalIgnoreCase) ? "another organization's words are in the answer"
            : !answer.IsLike(plain) ? $"{(int)answer.Status} {answer.Place}, for nobody's {(int)plain.Status} {plain.Place}"
            : answer.Status == HttpStatusCode.InternalServerError ? "it fails"
            : null;
    }
}
