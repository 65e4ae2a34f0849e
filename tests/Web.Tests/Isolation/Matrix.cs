using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Financbase.Web.Tests.Isolation;

/// <summary>Asks addresses as everybody, and says where the answer is not as it should be.</summary>
internal static partial class Matrix
{
    private static readonly string[] Queries = ["bankAccountId", "importId", "workflowId", "causedBy", "workflow", "member", "role", "customerId", "vendorId"];

    // What stands there is a word that everybody uses, not the id of somebody's thing.
    internal static readonly string[] Words = ["deliveries/{consumer}", "steps/{key}", "versions/{n}"];

    // A packed file of the moment in which it is asked for: never twice the same, and it reads nothing of its address.
    private const string WholeDownload = "settings/data?handler=Download";

    /// <summary>Everybody at everything of their own organization that is not open to them.</summary>
    public static async Task<(int Probes, IReadOnlyList<string> Faults)> TrespassAsync(IsolationScene scene, Func<Target, bool>? wanted = null)
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
    public static async Task<(int Probes, IReadOnlyList<string> Faults)> ProbeAsync(
        IsolationScene scene, Func<Prober, bool>? wanted = null, Func<Target, bool>? where = null)
    {
        var started = Stopwatch.GetTimestamp();
        var targets = await Target.AllAsync(scene.App.Services);
        targets.SelectMany(target => target.Places).Distinct().Where(place => !scene.TheirIds.ContainsKey(place))
            .ShouldBeEmpty("Say in IsolationScene what stands in these places.");
        targets.SelectMany(FormIdsOf).Distinct().Where(field => !IsolationScene.FormPlaces.ContainsKey(field))
            .ShouldBeEmpty("Say in IsolationScene what these fields of forms name.");
        var sample = targets.GroupBy(target => (target.IsApi, target.Method, target.Permission, target.Sent, target.Places.Count(), target.FormIds)).Select(kind => kind.First()).ToHashSet();
        var before = await scene.ChecksumAsync();
        var listening = await scene.ListenAsync();
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in targets.Where(target => where?.Invoke(target) != false))
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

        faults.AddRange(await scene.OverheardAsync(listening));

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

        if (target.Method == "GET" && !target.Places.Any() && target.Template != WholeDownload)
        {
            var more = own.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            foreach (var query in Queries)
            {
                yield return ($"a foreign {query}", new("GET", $"{own}{more}{query}={Theirs(query)}", null), new("GET", $"{own}{more}{query}={nobody}", null));
            }
        }

        string Unknown(string named) => scene.TheirIds.Values.Where(id => Guid.TryParse(id, out _)).Aggregate(named, (text, id) => text.Replace(id, nobody, StringComparison.Ordinal))
            .Replace($"{IsolationScene.Canary}@", "nobody@", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Member, string Theirs, string Nobodys)> BodyMembers(IsolationScene scene, string nobody) =>
    [
        ("resourceId", scene.TheirIds["bankAccountId"], nobody),
        ("role", scene.TheirIds["roles/{key}"], "nobodys-role"),
        ("customerId", scene.TheirIds["customerId"], nobody),
        ("vendorId", scene.TheirIds["vendorId"], nobody),
        ("paymentId", scene.TheirIds["paymentId"], nobody),
        ("taxRateId", scene.TheirIds["taxRateId"], nobody),
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

    internal static async Task<string?> CompareAsync(Prober prober, Call foreign, Call nobodys)
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

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\w+-(role|secret)\b|\w+@keys\.test", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
