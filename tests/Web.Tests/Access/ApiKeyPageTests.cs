using System.Net;
using System.Text.RegularExpressions;
using Financbase.Domain.Access;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Access;

/// <summary>Keys made, rotated and revoked by a person in the browser.</summary>
public sealed partial class ApiKeyPageTests
{
    private const string Keys = "/o/firm/settings/api-keys";

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _browser = await TestBrowser.SignInAsync(_app, _owner);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_new_key_is_shown_once_and_works_within_its_scopes()
    {
        var secret = await MakeAsync();
        using var key = _app.CreateApiClient(secret);

        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await key.GetAsync("/api/bank-accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await _browser.GetAsync(Keys)).Content.ReadAsStringAsync()).ShouldNotContain(secret);
        (await _app.Database.ScalarAsync("SELECT expires_at - created_at FROM api_keys")).ShouldBe(TimeSpan.FromDays(90));
    }

    [Test]
    public async Task The_answer_with_the_secret_is_kept_by_no_cache()
    {
        using var answer = await SubmitNewAsync(("Input.Scopes", Permissions.Organization.Read));

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [TestCase("Input.Scopes", "api_keys:manage")]
    [TestCase("Input.Scopes", "members:invite")]
    [TestCase("Input.Scopes", "no:such")]
    [TestCase("Input.AllowedNetworks", "nowhere")]
    [TestCase("Input.AllowedNetworks", "10.0.0.0/33")]
    [TestCase("Input.Days", "0")]
    [TestCase("Input.Days", "367")]
    [TestCase("Input.Name", "")]
    public async Task A_tampered_form_makes_no_key(string field, string value)
    {
        (string, string)[] rest = field == "Input.Scopes" ? [] : [("Input.Scopes", Permissions.Organization.Read)];
        using var answer = await SubmitNewAsync([(field, value), .. rest]);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM api_keys")).ShouldBe(0L);
    }

    [Test]
    public async Task Nobody_gives_a_key_what_they_do_not_hold()
    {
        using var api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));
        (await api.PostAsync("/api/roles", """{"name":"Keys","permissions":["organization:read","api_keys:read"]}""")).Status.ShouldBe(HttpStatusCode.Created);
        await _app.Database.ScalarAsync("INSERT INTO role_permissions (organization_id, role_id, permission) SELECT organization_id, id, 'api_keys:manage' FROM roles");
        var clerk = await _app.CreateUserAsync("clerk@firm.test");
        await _firm.AddMemberAsync(clerk, "keys");
        using var browser = await TestBrowser.SignInAsync(_app, clerk);

        using var answer = await browser.SubmitAsync(Keys + "/new", ("Input.Name", "more"), ("Input.Days", "1"), ("Input.Scopes", Permissions.Banking.Read));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_rotated_key_works_on_and_then_ends()
    {
        var old = await MakeAsync();
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        var next = SecretIn(await (await PostAsync($"?handler=Rotate&id={id}", ("hours", "1"))).Content.ReadAsStringAsync());

        using var oldClient = _app.CreateApiClient(old);
        using var newClient = _app.CreateApiClient(next);
        (await oldClient.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await newClient.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await newClient.GetAsync("/api/bank-accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _app.Database.ScalarAsync($"SELECT expires_at < now() + interval '61 minutes' FROM api_keys WHERE id = '{id}'")).ShouldBe(true);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events WHERE type = 'api_key.rotated'")).ShouldBe(1L);
    }

    [Test]
    public async Task A_rotated_key_keeps_its_mode_and_its_length_of_life_however_often()
    {
        await MakeAsync();
        await _app.Database.ScalarAsync("UPDATE api_keys SET mode = 'test'");
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        var first = await (await PostAsync($"?handler=Rotate&id={id}", ("hours", "1"))).Content.ReadAsStringAsync();
        (await PostAsync($"?handler=Rotate&id={id}", ("hours", "1"))).Dispose();

        first.ShouldContain("fb_test_");
        (await _app.Database.ScalarAsync(
            $"SELECT count(*) FROM api_keys WHERE id <> '{id}' AND mode = 'test' AND expires_at - created_at = interval '90 days' AND lifetime = interval '90 days'")).ShouldBe(2L);
    }

    [Test]
    public async Task Rotation_without_overlap_ends_the_old_key_at_once()
    {
        var old = await MakeAsync();
        using var client = _app.CreateApiClient(old);
        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        (await PostAsync($"?handler=Rotate&id={id}", ("hours", "0"))).Dispose();

        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_revoked_key_is_dead_at_once_here_and_within_a_second_elsewhere()
    {
        var secret = await MakeAsync();
        await using var other = _app.StartAnother(("Process:Roles", "web"));
        using var here = _app.CreateApiClient(secret);
        using var there = other.CreateApiClient(secret);
        (await here.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        (await PostAsync($"?handler=Revoke&id={id}")).Dispose();

        (await here.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Task.Delay(TimeSpan.FromSeconds(1));
        (await there.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_key_neither_makes_nor_rotates_nor_ends_keys()
    {
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        (await key.PostAsync("/api/api-keys", """{"name":"x","scopes":["organization:read"]}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.PostAsync($"/api/api-keys/{id}/rotate", """{"overlapHours":1}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await key.DeleteAsync($"/api/api-keys/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Another_organizations_key_cannot_be_touched()
    {
        var rival = await _app.FoundAsync("rival");
        await rival.IssueKeyAsync(await rival.AddMemberAsync("owner"));
        var id = await _app.Database.ScalarAsync("SELECT id FROM api_keys");

        (await PostAsync($"?handler=Revoke&id={id}")).Dispose();
        (await PostAsync($"?handler=Rotate&id={id}", ("hours", "0"))).Dispose();

        (await _app.Database.ScalarAsync("SELECT count(*) FROM api_keys WHERE revoked_at IS NULL AND expires_at > now() + interval '1 day'")).ShouldBe(1L);
    }

    private async Task<string> MakeAsync()
    {
        using var answer = await SubmitNewAsync(("Input.Scopes", Permissions.Organization.Read));
        return SecretIn(await answer.Content.ReadAsStringAsync());
    }

    // What is given replaces the form's own value.
    private Task<HttpResponseMessage> SubmitNewAsync(params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] form = [("Input.Name", "Importer"), ("Input.Days", "90")];
        return _browser.SubmitAsync(Keys + "/new", [.. form.Where(field => fields.All(given => given.Name != field.Name)), .. fields]);
    }

    private async Task<HttpResponseMessage> PostAsync(string handler, params (string, string)[] fields) => await _browser.PostAsync(
        Keys + handler, [.. fields, ("__RequestVerificationToken", await _browser.TokenAsync(Keys))]);

    private static string SecretIn(string page) => Secret().Match(page).Value;

    [GeneratedRegex("fb_live_[0-9A-Za-z]{46}")]
    private static partial Regex Secret();
}
