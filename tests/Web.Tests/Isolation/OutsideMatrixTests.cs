using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Isolation;

/// <summary>
/// Every address that belongs to no organization, read off the routes, and what of the API is a person's own: asked for what
/// is another person's, and, where it is the platform's, by everybody who is no operator.
/// </summary>
public sealed class OutsideMatrixTests
{
    private const string Session = "session";
    private const string Notification = "notification";

    // What an id names there. An organization is for operators, who see all of them.
    private static readonly IReadOnlyDictionary<string, string> Named = new Dictionary<string, string>
    {
        ["account/sessions id"] = Session,
        ["invitations/{token}"] = "invitation",
        ["notifications id"] = Notification,
        ["notifications/{id}"] = Notification,
        ["pay/{token}"] = "invitation",
        ["quote/{token}"] = "invitation",
        ["operators/organizations id"] = "organization",
    };

    // Hangfire's own pages.
    private const string Jobs = "jobs/{**path}";

    [Test]
    public async Task What_is_another_persons_is_as_if_it_were_not()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);

        var (probes, faults) = await AskAsync(scene);

        faults.ShouldBeEmpty();
        probes.ShouldBeGreaterThan(20);
    }

    [Test]
    public async Task Without_the_check_whose_a_session_is_anybody_ends_it_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.OwnSessions);

        var (_, faults) = await AskAsync(scene);

        faults.ShouldContain("POST account/sessions?handler=End with another person's session: 302 /account/sessions, for nobody's 404 ");
        faults.ShouldContain("What is the other person's has changed.");
    }

    [Test]
    public async Task The_platforms_own_pages_are_for_operators()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);

        (await TrespassAsync(scene)).ShouldBeEmpty();
    }

    [Test]
    public async Task Without_the_check_of_operators_everybody_sees_the_platforms_pages_and_the_matrix_says_so()
    {
        await using var scene = await IsolationScene.StartAsync(GuardsOff.Operators);

        var faults = await TrespassAsync(scene);

        faults.ShouldContain("viewer in a browser: GET operators/organizations answers 200");
        faults.ShouldContain(fault => fault.StartsWith("owner in a browser: GET jobs", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> TrespassAsync(IsolationScene scene)
    {
        await scene.AddOthersAsync();
        var targets = (await Target.OutsideAsync(scene.App.Services)).Where(target => target.IsForOperators).ToList();
        targets.Select(target => target.Template).ShouldBeSubsetOf([Jobs, "operators/organizations", "operators/organizations?handler=Csv", "operators/organizations?handler=Resume", "operators/organizations?handler=Suspend"]);
        var faults = new List<string>();
        foreach (var target in targets)
        {
            var address = target.Template == Jobs ? "/jobs" : target.Fill(_ => "");
            foreach (var prober in scene.Probers.Concat(scene.Exceptional).Concat(scene.Narrowed).Concat(scene.Others).Where(prober => prober.IsPerson))
            {
                var answer = await prober.AskAsync(new(target.Method, address, null));
                // Who is not signed in is led there.
                var refused = answer.Status == HttpStatusCode.Forbidden
                    || (answer.Status == HttpStatusCode.Redirect && answer.Place.Contains("/account/sign-in", StringComparison.Ordinal));
                if (refused == prober.Name.StartsWith("operator", StringComparison.Ordinal))
                    faults.Add($"{prober.Name}: {target.Method} {target.Template} answers {(int)answer.Status}");
            }
        }

        return faults;
    }

    private static async Task<(int Probes, IReadOnlyList<string> Faults)> AskAsync(IsolationScene scene)
    {
        var targets = (await Target.OutsideAsync(scene.App.Services)).Where(target => !target.IsForOperators)
            .Concat((await Target.AllAsync(scene.App.Services)).Where(target => target.Places.Any(place => Named.ContainsKey(place))))
            .OrderBy(target => target.Method == "GET" ? 0 : 1).ToList();
        (await Target.OutsideAsync(scene.App.Services)).Where(target => target.Template != Jobs).SelectMany(NamesOf).Distinct()
            .Where(name => !Named.ContainsKey(name)).ShouldBeEmpty("Say here what these ids name.");
        using var other = await Stranger.PutAsync(scene);
        var before = await other.ChecksumAsync(scene.App);
        var person = await scene.App.CreateUserAsync("curious@ours.test");
        await scene.Ours.AddMemberAsync(person, "viewer");
        using var program = Prober.Program(scene.App, "viewer", await scene.Ours.IssueKeyAsync(person));
        var browser = await Prober.PersonAsync(scene.App, "viewer", person);
        var faults = new List<string>();
        var probes = 0;
        foreach (var target in targets)
        {
            var nobody = Guid.CreateVersion7().ToString();
            foreach (var (name, id) in NamesOf(target).Select(name => (name, other.Ids[Named[name]])).DefaultIfEmpty(("", "")))
            {
                probes++;
                var prober = target.IsApi ? program : browser;
                string[] asked = id.Length > 0 ? [id, nobody] : [];
                var theirs = await prober.AskAsync(CallOf(target, name, id), asked);
                if (other.Words.FirstOrDefault(word => word != id && theirs.Raw.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } told)
                    faults.Add($"{target.Method} {target.Template} tells “{told}”");
                if (id.Length > 0)
                {
                    var plain = await prober.AskAsync(CallOf(target, name, nobody), asked);
                    if (!theirs.IsLike(plain))
                        faults.Add($"{target.Method} {target.Template} with another person's {Named[name]}: {(int)theirs.Status} {theirs.Place}, for nobody's {(int)plain.Status} {plain.Place}");
                    if (!target.IsForEverybody && theirs.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                        faults.Add($"{target.Method} {target.Template} with another person's {Named[name]} answers {(int)theirs.Status}");
                }

                // Some of them sign out.
                if (target.Method != "GET" && (await browser.AskAsync(new("GET", "/account/profile", null))).Status != HttpStatusCode.OK)
                {
                    browser.Dispose();
                    browser = await Prober.PersonAsync(scene.App, "viewer", person);
                }
            }
        }

        browser.Dispose();
        if (await other.ChecksumAsync(scene.App) != before)
            faults.Add("What is the other person's has changed.");
        await TestContext.Out.WriteLineAsync($"{probes} probes of {targets.Count} routes");
        return (probes, faults);
    }

    private static IEnumerable<string> NamesOf(Target target) =>
        target.Places.Concat(target.FormIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{target.Template.Split('?')[0]} {name}"));

    private static Call CallOf(Target target, string name, string id)
    {
        var address = target.Fill(_ => id);
        if (name.Split(' ') is not [_, var field])
            return new(target.Method, address, null);
        return target.Method == "GET"
            ? new("GET", $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{field}={id}", null)
            : new(target.Method, address, null, KeyValuePair.Create(field, id));
    }

    /// <summary>An owner of the same organization, signed in and told something.</summary>
    private sealed class Stranger : IDisposable
    {
        private readonly TestBrowser _browser;
        private readonly TestPerson _person;

        private Stranger(TestPerson person, TestBrowser browser) => (_person, _browser) = (person, browser);

        public Dictionary<string, string> Ids { get; } = [];

        /// <summary>What must not be in an answer to somebody else.</summary>
        public IReadOnlyList<string> Words => [_person.Email, "notice of the stranger", .. Ids.Values];

        public static async Task<Stranger> PutAsync(IsolationScene scene)
        {
            var person = await scene.App.CreateUserAsync("stranger@ours.test");
            await scene.Ours.AddMemberAsync(person, "owner");
            var stranger = new Stranger(person, await TestBrowser.SignInAsync(scene.App, person));
            await scene.App.Database.ScalarAsync($"""
                INSERT INTO notifications (organization_id, id, user_id, source, title, body)
                VALUES ('{scene.Ours.Id}', '{Guid.CreateVersion7()}', '{person.Id}', 'scene', 'notice of the stranger', '')
                """);
            stranger.Ids[Session] = await OneAsync($"SELECT id FROM user_sessions WHERE user_id = '{person.Id}'");
            stranger.Ids[Notification] = await OneAsync($"SELECT id FROM notifications WHERE user_id = '{person.Id}'");
            stranger.Ids["invitation"] = scene.OurIds["invitations/{id}"];
            return stranger;

            async Task<string> OneAsync(string sql) => $"{await scene.App.Database.ScalarAsync(sql)}";
        }

        public async Task<string> ChecksumAsync(TestApp app) => (string)(await app.Database.ScalarAsync($"""
            SELECT (SELECT string_agg(row::text, '|') FROM user_sessions row WHERE user_id = '{_person.Id}')
                || (SELECT string_agg(row::text, '|') FROM notifications row WHERE user_id = '{_person.Id}')
                || (SELECT row::text FROM users row WHERE id = '{_person.Id}')
            """))!;

        public void Dispose() => _browser.Dispose();
    }
}
