using System.Net;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Tests.Isolation;

namespace Financbase.Web.Tests.Access;

public sealed class ApiKeyTests
{
    private TestApp _app = null!;
    private TestOrganization _a = null!;
    private TestOrganization _b = null!;
    private TestPerson _ownerOfA = null!;
    private TestPerson _ownerOfB = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _a = await _app.FoundAsync("aaa");
        _b = await _app.FoundAsync("bbb");
        _ownerOfA = await _a.AddMemberAsync("owner");
        _ownerOfB = await _b.AddMemberAsync("owner");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_key_enters_its_own_organization()
    {
        using var client = _app.CreateApiClient(await _a.IssueKeyAsync(_ownerOfA));

        var answer = await DataAsync(await client.GetAsync("/api/organization"));

        answer.GetProperty("slug").GetString().ShouldBe("aaa");
    }

    [Test]
    public async Task Without_a_key_the_answer_is_401_in_the_envelope()
    {
        using var client = _app.CreateClient();

        var answer = await client.GetAsync("/api/organization");

        await ShouldRefuseAsync(answer, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Test]
    public async Task A_mistyped_key_costs_no_query()
    {
        var key = await _a.IssueKeyAsync(_ownerOfA);
        using var mistyped = _app.CreateApiClient(key[..^1] + (key[^1] == 'x' ? 'y' : 'x'));
        using var wellFormed = _app.CreateApiClient(ApiKeyToken.Generate(ApiKeyMode.Live).Reveal());

        // Without the look-up function, whoever asks the database fails.
        await _app.Database.ScalarAsync("ALTER FUNCTION lookup_api_key(text) RENAME TO lookup_gone");
        try
        {
            await ShouldRefuseAsync(await mistyped.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
            await ShouldRefuseAsync(await wellFormed.GetAsync("/api/organization"), HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        }
        finally
        {
            await _app.Database.ScalarAsync("ALTER FUNCTION lookup_gone(text) RENAME TO lookup_api_key");
        }
    }

    [Test]
    public async Task A_well_formed_key_that_nobody_issued_is_refused()
    {
        using var client = _app.CreateApiClient(ApiKeyToken.Generate(ApiKeyMode.Live).Reveal());

        await ShouldRefuseAsync(await client.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Test]
    public async Task A_right_public_id_with_another_secret_is_refused_and_remembered()
    {
        var real = await _a.IssueKeyAsync(_ownerOfA, Terms());
        await _app.Database.ScalarAsync($"UPDATE api_keys SET hash = sha256('another secret') WHERE public_id = '{real.PublicId}'");
        using var client = _app.CreateApiClient(real.Reveal());

        await ShouldRefuseAsync(await client.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");

        (await _app.Database.ScalarAsync($"SELECT detail FROM security_events WHERE kind = 'api_key_refused' AND detail LIKE '%{real.PublicId}%'"))
            .ShouldBe($"fb_live_{real.PublicId}… WrongSecret");
    }

    [Test]
    public async Task An_expired_key_is_refused()
    {
        var key = await _a.IssueKeyAsync(_ownerOfA, Terms());
        await _app.Database.ScalarAsync($"UPDATE api_keys SET expires_at = now() WHERE public_id = '{key.PublicId}'");
        using var client = _app.CreateApiClient(key.Reveal());

        await ShouldRefuseAsync(await client.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Test]
    public async Task A_program_that_goes_on_with_a_dead_key_leaves_one_row_and_not_one_for_each_request()
    {
        var key = await _a.IssueKeyAsync(_ownerOfA, Terms());
        await _app.Database.ScalarAsync($"UPDATE api_keys SET expires_at = now() WHERE public_id = '{key.PublicId}'");
        using var client = _app.CreateApiClient(key.Reveal());

        for (var i = 0; i < 20; i++)
            (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM security_events WHERE kind = 'api_key_refused' AND detail LIKE '%{key.PublicId}%'")).ShouldBe(1L);
    }

    [Test]
    public async Task A_revoked_key_is_dead_within_a_second()
    {
        var key = await _a.IssueKeyAsync(_ownerOfA, Terms());
        using var client = _app.CreateApiClient(key.Reveal());
        var list = await DataAsync(await client.GetAsync("/api/api-keys"));
        var id = list.EnumerateArray().Single(row => row.GetProperty("publicId").GetString() == key.PublicId).GetProperty("id").GetGuid();

        (await _a.SendAsync(new RevokeApiKey(new ApiKeyId(id)))).IsSuccess.ShouldBeTrue();
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        await ShouldRefuseAsync(await client.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [TestCase("127.0.0.0/8", HttpStatusCode.OK)]
    [TestCase("203.0.113.0/24", HttpStatusCode.Unauthorized)]
    public async Task A_key_works_only_from_its_networks(string network, HttpStatusCode expected)
    {
        var key = await _a.IssueKeyAsync(_ownerOfA, Terms() with { AllowedNetworks = [IPNetwork.Parse(network)] });
        using var client = _app.CreateApiClient(key.Reveal());

        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(expected);
    }

    [Test]
    public async Task A_key_without_the_scope_is_told_which_one_it_needs()
    {
        using var client = _app.CreateApiClient(await _a.IssueKeyAsync(_ownerOfA, Permissions.Banking.Read));

        var problem = await ShouldRefuseAsync(await client.GetAsync("/api/organization"), HttpStatusCode.Forbidden, "FORBIDDEN");

        problem.GetProperty("message").GetString()!.ShouldContain(Permissions.Organization.Read);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM security_events WHERE kind = 'access_refused' AND detail LIKE '%/organization'"))
            .ShouldNotBe(0L);
    }

    [Test]
    public async Task A_key_loses_what_its_creator_loses_and_dies_with_the_membership()
    {
        var leaver = await _a.AddMemberAsync("admin");
        using var client = _app.CreateApiClient(await _a.IssueKeyAsync(leaver));
        (await client.GetAsync("/api/api-keys")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _app.Database.ScalarAsync($"UPDATE memberships SET role = 'viewer' WHERE user_id = '{leaver.Id}'");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await client.GetAsync("/api/api-keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await _app.Database.ScalarAsync($"DELETE FROM memberships WHERE user_id = '{leaver.Id}'");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_new_key_and_its_successor_say_where_they_stand()
    {
        // No key may make keys; without the checks the answer is seen.
        await using var app = await TestApp.StartAsync(GuardsOff.Permissions, ("Process:Roles", "web"));
        var firm = await app.FoundAsync("firm");
        using var client = new ApiClient(app, await firm.IssueKeyAsync(await firm.AddMemberAsync("owner")));

        var made = await client.PostAsync("/api/api-keys", """{"name":"New","scopes":["organization:read"]}""");
        var successor = await client.PostAsync($"{made.Location}/rotate", """{"overlapHours":1}""");

        successor.Location.ShouldNotBe(made.Location);
        foreach (var issued in new[] { made, successor })
        {
            issued.Status.ShouldBe(HttpStatusCode.Created);
            var (found, told) = (await client.GetAsync($"{issued.Location}"), issued.Data);
            found.Data.GetProperty("publicId").GetString().ShouldBe(told.GetProperty("publicId").GetString());
            found.Data.GetProperty("id").GetString().ShouldBe(told.GetProperty("id").GetString());
            issued.Location.ShouldBe($"/api/api-keys/{told.GetProperty("id").GetString()}");
        }
    }

    [Test]
    public async Task Another_organizations_id_answers_exactly_like_a_random_one()
    {
        using var intruder = _app.CreateApiClient(await _b.IssueKeyAsync(_ownerOfB));
        var victim = await _a.IssueKeyAsync(_ownerOfA, Terms());
        var id = (Guid)(await _app.Database.ScalarAsync($"SELECT id FROM api_keys WHERE public_id = '{victim.PublicId}'"))!;

        var foreign = await ShouldRefuseAsync(await intruder.GetAsync($"/api/api-keys/{id}"), HttpStatusCode.NotFound, "NOT_FOUND");
        var random = await ShouldRefuseAsync(
            await intruder.GetAsync($"/api/api-keys/{EntityId.New<ApiKeyId>()}"), HttpStatusCode.NotFound, "NOT_FOUND");
        var own = await DataAsync(await intruder.GetAsync("/api/api-keys"));

        foreign.GetProperty("message").GetString().ShouldBe(random.GetProperty("message").GetString());
        own.EnumerateArray().ShouldAllBe(row => row.GetProperty("createdBy").GetString() == _ownerOfB.Email);
    }

    [Test]
    public async Task The_api_never_accepts_the_cookie_and_a_page_never_a_key()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _ownerOfA);
        using var client = _app.CreateApiClient(await _a.IssueKeyAsync(_ownerOfA));

        await ShouldRefuseAsync(await browser.GetAsync("/api/organization"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        (await client.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/account/sign-in");
    }

    [Test]
    public async Task A_key_beside_a_header_of_another_organization_is_not_found_and_written_down()
    {
        var elsewhere = await _app.FoundAsync("elsewhere");
        using var client = _app.CreateApiClient(await elsewhere.IssueKeyAsync(await elsewhere.AddMemberAsync("owner")));
        using var same = new HttpRequestMessage(HttpMethod.Get, "/api/organization") { Headers = { { "X-Organization", "elsewhere" } } };
        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/organization") { Headers = { { "X-Organization", "another" } } };

        (await client.SendAsync(same)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await _app.Database.ScalarAsync(
            $"SELECT count(*) FROM security_events WHERE kind = 'access_refused' AND organization_id = '{elsewhere.Id}'")).ShouldBe(1L);
    }

    [Test]
    public async Task The_use_of_a_key_is_noted()
    {
        var key = await _a.IssueKeyAsync(_ownerOfA, Terms());
        using var client = _app.CreateApiClient(key.Reveal());

        await client.GetAsync("/api/organization");

        await Eventually.HoldsAsync(async () => Equals(true, await _app.Database.ScalarAsync(
            $"SELECT last_used_at > now() - interval '1 minute' FROM api_keys WHERE public_id = '{key.PublicId}'")));
    }

    [Test]
    public async Task The_secret_is_nowhere_in_the_database()
    {
        var key = (await _a.IssueKeyAsync(_ownerOfA, Terms())).Reveal();

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM api_keys k WHERE k::text LIKE '%{key[16..48]}%'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM events e WHERE e::text LIKE '%{key[16..48]}%'")).ShouldBe(0L);
    }

    private static ApiKeyTerms Terms() => new("test", [Permissions.Organization.Read, Permissions.ApiKeys.Read]);

    private static async Task<JsonElement> DataAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("data");
    }

    private static async Task<JsonElement> ShouldRefuseAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, body);
        var root = JsonDocument.Parse(body).RootElement;
        root.GetProperty("success").GetBoolean().ShouldBeFalse();
        root.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
        return root.GetProperty("error");
    }
}
