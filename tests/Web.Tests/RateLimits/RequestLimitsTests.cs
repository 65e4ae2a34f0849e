using System.Net;
using System.Text.Json;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.RateLimits;

public sealed class RequestLimitsTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(
            ("Process:Roles", "web"),
            ("RateLimits:Anonymous:Requests", "5"), ("RateLimits:Anonymous:Seconds", "600"),
            ("RateLimits:User:Requests", "15"), ("RateLimits:User:Seconds", "600"),
            ("RateLimits:ApiKey:Requests", "4"), ("RateLimits:ApiKey:Seconds", "600"),
            ("RateLimits:Organization:Requests", "6"), ("RateLimits:Organization:Seconds", "600"));
        _firm = await _app.FoundAsync("firm");
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_key_is_told_what_it_has_left_and_when_to_come_back()
    {
        using var key = await ClientAsync("owner");
        using var first = await key.GetAsync("/api/organization");
        Header(first, "RateLimit-Policy").ShouldBe("\"api-key\";q=4;w=600, \"organization\";q=6;w=600");
        Header(first, "RateLimit").ShouldBe("\"api-key\";r=3;t=150, \"organization\";r=5;t=100");
        for (var i = 0; i < 3; i++)
            (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var refused = await key.GetAsync("/api/organization");

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(Header(refused, "Retry-After"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(140, 150);
        Header(refused, "RateLimit").ShouldStartWith("\"api-key\";r=0;t=");
        var answer = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        answer.GetProperty("error").GetProperty("code").GetString().ShouldBe("RATE_LIMITED");
    }

    [Test]
    public async Task All_keys_of_an_organization_share_its_limit_and_nobody_elses()
    {
        using var one = await ClientAsync("owner");
        using var two = await ClientAsync("viewer");
        var elsewhere = await _app.FoundAsync("elsewhere");
        using var stranger = Client(await elsewhere.IssueKeyAsync(await elsewhere.AddMemberAsync("owner")));
        for (var i = 0; i < 4; i++)
            (await one.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await two.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await two.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await two.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await stranger.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_call_that_keeps_the_machine_busy_costs_more()
    {
        using var key = await ClientAsync("owner");

        (await key.PostAsync("/api/events/replay", null)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_file_costs_a_person_as_much_as_a_program_and_the_form_for_it_little()
    {
        var address = $"/o/firm/banking/{await _firm.OpenAccountAsync()}/import";
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.AddMemberAsync("owner"));
        var token = await browser.TokenAsync(address);

        (await browser.PostAsync(address, ("__RequestVerificationToken", token))).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await browser.PostAsync(address, ("__RequestVerificationToken", token))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.GetAsync($"{address}/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_stranger_gets_a_page_that_says_so_and_probes_and_styles_are_never_counted()
    {
        using var http = _app.CreateClient();
        for (var i = 0; i < 10; i++)
        {
            (await http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await http.GetAsync("/favicon.svg")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 7; i++)
            answers.Add(await http.GetAsync(i % 2 == 0 ? "/account/sign-in" : "/no/such/page"));

        var last = answers[^1];
        last.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Header(last, "Retry-After").ShouldNotBeEmpty();
        (await last.Content.ReadAsStringAsync()).ShouldContain("Too many requests");
        (await http.GetAsync("/health/ready")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        using var key = await ClientAsync("owner");
        (await key.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
        answers.ForEach(answer => answer.Dispose());
    }

    private async Task<HttpClient> ClientAsync(string role) => Client(await _firm.IssueKeyAsync(await _firm.AddMemberAsync(role)));

    private HttpClient Client(string key)
    {
        var http = _app.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
