using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Access;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Web.Tests.Jobs;

public sealed class JobsDashboardTests
{
    private TestApp _app = null!;
    private TestOrganization _organization = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _organization = await _app.FoundAsync("shift");
        await _app.SendAsPlatformAsync(new CreateUser("operator@shift.test", TestPerson.Password, IsOperator: true));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Operators_see_the_timetable_and_under_a_policy_that_is_relaxed_for_styles_alone()
    {
        using var browser = await OperatorAsync();
        await Eventually.HoldsAsync(async () =>
            (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM hangfire.set WHERE key = 'recurring-jobs'"))! > 0);

        using var answer = await browser.GetAsync("/jobs/recurring");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("retention.idempotency-keys");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("style-src 'self' 'unsafe-inline';");
        policy.ShouldContain("script-src 'self';");
        (await browser.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
    }

    [Test]
    public async Task Nobody_else_does()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _organization.AddMemberAsync("owner"));
        using var anonymous = TestBrowser.Open(_app);

        (await browser.GetAsync("/jobs")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/o/shift/jobs")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/jobs/css18300")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("/jobs/recurring/trigger", ("jobs[]", "retention.sessions"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await anonymous.GetAsync("/jobs")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await anonymous.PostAsync("/jobs/recurring/trigger", ("jobs[]", "retention.sessions"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task An_operator_changes_nothing_without_the_token_against_forgery()
    {
        using var browser = await OperatorAsync();

        (await browser.PostAsync("/jobs/recurring/trigger", ("jobs[]", "retention.security-events"))).IsSuccessStatusCode.ShouldBeFalse();

        (await _app.Database.ScalarAsync("SELECT count(*) FROM hangfire.job WHERE arguments::text LIKE '%security-events%'")).ShouldBe(0L);
    }

    [Test]
    public async Task A_process_that_does_not_work_keeps_no_timetable_and_runs_nothing()
    {
        await using var web = await TestApp.StartAsync(("Process:Roles", "web"));

        web.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .ShouldNotContain(service => service.GetType().FullName!.Contains("Hangfire", StringComparison.Ordinal));
        (await web.Database.ScalarAsync("SELECT count(*) FROM hangfire.server")).ShouldBe(0L);
    }

    [Test]
    public async Task A_job_on_the_timetable_runs_and_is_kept_in_the_history()
    {
        await ExecuteAsync($"""
            INSERT INTO idempotency_keys (organization_id, principal, route, key, request_hash, answer_sealed, created_at) VALUES
                ('{_organization.Id}', 'p', 'r', 'old', '', '', now() - interval '25 hours'), ('{_organization.Id}', 'p', 'r', 'new', '', '', now())
            """);
        await Eventually.HoldsAsync(async () =>
            (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM hangfire.set WHERE key = 'recurring-jobs' AND value = 'retention.idempotency-keys'"))! == 1);

        _app.Services.GetRequiredService<IRecurringJobManager>().Trigger("retention.idempotency-keys");

        await Eventually.HoldsAsync(async () =>
            (string?)await _app.Database.ScalarAsync("SELECT string_agg(key, ' ') FROM idempotency_keys") == "new");
        await Eventually.HoldsAsync(async () => (long)(await _app.Database.ScalarAsync(
            "SELECT count(*) FROM hangfire.job WHERE arguments::text LIKE '%idempotency-keys%' AND statename = 'Succeeded'"))! == 1);
    }

    [Test]
    public async Task What_an_operator_asks_of_a_job_is_written_down()
    {
        using var browser = await OperatorAsync();
        await Eventually.HoldsAsync(async () =>
            (long)(await _app.Database.ScalarAsync("SELECT count(*) FROM hangfire.set WHERE key = 'recurring-jobs' AND value = 'retention.sessions'"))! == 1);
        var page = await browser.GetStringAsync("/jobs/recurring");
        var token = Regex.Match(page, "name=\"csrf-token\" content=\"([^\"]+)\"").Groups[1].Value;

        // It is written down before it is tried, so that nothing is done that nobody knows of.
        using var answer = await browser.PostAsync("/jobs/recurring/trigger", ("jobs[]", "retention.sessions"), ("__RequestVerificationToken", token));

        (await _app.Database.ScalarAsync("SELECT u.email || ' ' || e.detail FROM security_events e JOIN users u ON u.id = e.user_id WHERE kind = 'job_changed' ORDER BY e.id DESC LIMIT 1"))
            .ShouldBe("operator@shift.test /jobs/recurring/trigger retention.sessions");
    }

    private async Task<TestBrowser> OperatorAsync()
    {
        var browser = TestBrowser.Open(_app);
        await browser.SignInAsync("operator@shift.test", TestPerson.Password);
        return browser;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_app.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
