using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Financbase.Application.Access;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Monitoring;

public sealed class MetricsTests
{
    private const string Token = "a token of the test's own";

    private TestApp _app = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Metrics:Token", Token));
        _organization = await _app.FoundAsync("gauge");
        using var api = await ApiClient.OfAsync(_organization, "owner");
        (await api.GetAsync("/api/organization")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task They_tell_of_requests_and_name_no_organization()
    {
        var text = await ScrapeAsync();

        text.ShouldContain("http_server_request_duration_seconds_bucket");
        text.ShouldContain("http_route=\"/api/organization\"");
        text.ShouldMatch("financbase_request_duration_seconds_count\\{[^}]*financbase_request_name=\"GetOrganization\"[^}]*\\} [1-9]");
        text.ShouldNotContain("gauge\"");
        text.ShouldNotContain(_organization.Id.ToString()!);
        text.ShouldNotContain("Password=", Case.Insensitive);
    }

    [Test]
    public async Task They_tell_of_the_workflow_engine_under_the_names_that_operations_says()
    {
        var counted = await _app.FoundAsync("counted");
        using var api = await ApiClient.OfAsync(counted, "owner");
        var made = await api.PostAsync("/api/workflows", """{"name":"Counted","trigger":{"type":"manual"},"steps":[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]}""");
        await api.PostAsync(made.Location + "/publish");
        (await api.PostAsync(made.Location + "/execute?wait=20")).Status.ShouldBe(HttpStatusCode.OK);

        await Eventually.HoldsAsync(async () => (await ScrapeAsync()).Contains("financbase_workflow_queue_age_seconds", StringComparison.Ordinal));
        var text = await ScrapeAsync();

        text.ShouldMatch("financbase_workflow_steps_total\\{[^}]*financbase_step_outcome=\"succeeded\",financbase_step_type=\"transform\"\\} [1-9]");
        text.ShouldContain("financbase_workflow_step_time_seconds_total{");
        text.ShouldContain("\nfinancbase_workflow_queue_length{");
        text.ShouldContain("\nfinancbase_workflow_timers_overdue{");
        text.ShouldNotContain(counted.Id.ToString()!);
    }

    [Test]
    public async Task Promtool_finds_no_fault_in_them()
    {
        if (!File.Exists("/usr/bin/promtool"))
            Assert.Ignore("promtool is not installed (Debian: prometheus).");

        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await promtool.StandardInput.WriteAsync(await ScrapeAsync());
        promtool.StandardInput.Close();
        var faults = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        faults.ShouldBeEmpty();
        promtool.ExitCode.ShouldBe(0);
    }

    [TestCase(null, HttpStatusCode.Redirect)]
    [TestCase("another token", HttpStatusCode.Unauthorized)]
    [TestCase("", HttpStatusCode.Unauthorized)]
    public async Task Nobody_else_gets_in(string? token, HttpStatusCode expected)
    {
        using var client = Client(token);

        using var answer = await client.GetAsync("/metrics");

        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("_bucket");
    }

    [Test]
    public async Task An_operator_sees_them_and_a_member_does_not()
    {
        await _app.SendAsPlatformAsync(new CreateUser("operator@gauge.test", TestPerson.Password, IsOperator: true));
        var member = await _organization.AddMemberAsync("admin");

        using var operating = TestBrowser.Open(_app);
        await operating.SignInAsync("operator@gauge.test", TestPerson.Password);
        using var browsing = await TestBrowser.SignInAsync(_app, member);

        (await operating.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browsing.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await operating.GetAsync("/o/gauge/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> ScrapeAsync()
    {
        using var client = Client(Token);
        return await client.GetStringAsync("/metrics");
    }

    private HttpClient Client(string? token)
    {
        var client = _app.CreateClient();
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
