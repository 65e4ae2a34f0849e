using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Access;

/// <summary>"Why denied?", from the refusal to the reason, and for the operator.</summary>
public sealed class ExplainTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _viewer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _viewer = await _firm.AddMemberAsync("viewer");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_refusal_leads_to_its_reason()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _viewer);
        using var refused = await browser.GetAsync("/o/firm/banking/new");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("/o/firm/settings/access?permission=banking%3Amanage");

        var why = await (await browser.GetAsync("/o/firm/settings/access?permission=banking%3Amanage")).Content.ReadAsStringAsync();

        why.ShouldContain("does not allow it. Roles that do: Owner, Administrator, Accountant.");
    }

    [Test]
    public async Task Another_organizations_member_is_unknown()
    {
        var rival = await (await _app.FoundAsync("rival")).AddMemberAsync("owner");
        using var browser = await TestBrowser.SignInAsync(_app, _viewer);

        (await browser.GetAsync($"/o/firm/settings/access?member={rival.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync($"/o/firm/settings/access?member={_viewer.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("banking:manage", "no ")]
    [TestCase("banking:read", "yes")]
    public async Task The_operator_gets_the_same_answer(string permission, string begin)
    {
        var (exit, text) = await RunAsync("--organization", "firm", "--user", _viewer.Email, "--permission", permission);

        exit.ShouldBe(Verb.Done);
        text.ShouldStartWith(begin);
        text.ShouldContain(permission);
    }

    [TestCase("--organization", "nobody", "--user", "viewer@firm.test")]
    [TestCase("--organization", "firm", "--user", "nobody@firm.test")]
    [TestCase("--organization", "firm", "--user", "viewer@firm.test", "--permission", "no:such")]
    [TestCase("--organization", "firm", "--user", "viewer@firm.test", "--account", "one")]
    [TestCase("--organization", "firm", "--user", "viewer@firm.test", "--amount", "a lot")]
    [TestCase("--organization", "firm", "--user", "viewer@firm.test", "--amount", "1.00", "--account", "0197c4a0-5e00-7000-8000-000000000001")]
    public async Task A_bad_question_fails_with_a_sentence(params string[] arguments) => (await RunAsync(arguments)).Exit.ShouldBe(Verb.Failed);

    private async Task<(int Exit, string Text)> RunAsync(params string[] arguments)
    {
        var result = new StringWriter();
        var exit = await Verbs.RunAsync(_app.Services, ["authz", "explain", .. arguments], result, TextWriter.Null, CancellationToken.None);
        return (exit, result.ToString());
    }
}
