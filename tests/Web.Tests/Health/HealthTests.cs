using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Infrastructure.Jobs;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Redis;
using Hangfire;
using Hangfire.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Web.Tests.Health;

public sealed class HealthTests
{
    [Test]
    public async Task Live_ready_and_startup_answer_without_signing_in()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.CreateClient();

        (await StatusAsync(client, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "/health/startup")).ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(async () => await StatusAsync(client, "/health/ready") == HttpStatusCode.OK);
        (await ChecksAsync(client, "/health/ready")).ShouldBe(
            new Dictionary<string, string> { ["database"] = "healthy", ["migrations"] = "healthy", ["keyRing"] = "healthy", ["jobs"] = "healthy", ["worker"] = "healthy" },
            ignoreOrder: true);
    }

    [Test]
    public async Task A_process_that_only_serves_stays_in_service_without_a_worker_and_says_so()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var client = app.CreateClient();

        (await StatusAsync(client, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await ChecksAsync(client, "/health/ready"))["worker"].ShouldBe("degraded");

        await ExecuteAsync(app, "INSERT INTO workers (id, name) VALUES (gen_random_uuid(), 'elsewhere')");
        (await ChecksAsync(client, "/health/ready"))["worker"].ShouldBe("healthy");
    }

    [Test]
    public async Task A_lost_redis_degrades_and_takes_nothing_out_of_service()
    {
        await using var redis = await TestRedis.StartAsync();
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"), ("ConnectionStrings:Redis", redis.Connection));
        using var client = app.CreateClient();
        await Eventually.HoldsAsync(async () => (await ChecksAsync(client, "/health/ready"))["redis"] == "healthy");

        await redis.StopAsync();

        await Eventually.HoldsAsync(async () => (await ChecksAsync(client, "/health/ready"))["redis"] == "degraded");
        (await StatusAsync(client, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        await redis.StartAgainAsync();
        await Eventually.HoldsAsync(async () => (await ChecksAsync(client, "/health/ready"))["redis"] == "healthy");
    }

    [Test]
    public async Task A_timetable_that_stands_still_beside_a_living_worker_degrades_until_the_minutely_job_runs()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var client = app.CreateClient();
        (await ChecksAsync(client, "/health/ready"))["jobs"].ShouldBe("healthy");

        await ExecuteAsync(app, "INSERT INTO workers (id, name, jobs_at) VALUES (gen_random_uuid(), 'stuck', now() - interval '6 minutes')");
        (await ChecksAsync(client, "/health/ready"))["jobs"].ShouldBe("degraded");
        (await StatusAsync(client, "/health/ready")).ShouldBe(HttpStatusCode.OK);

        await ActivatorUtilities.CreateInstance<JobPulse>(app.Services).BeatAsync(CancellationToken.None);
        (await ChecksAsync(client, "/health/ready"))["jobs"].ShouldBe("healthy");

        await ExecuteAsync(app, "UPDATE workers SET jobs_at = now() - interval '4 minutes'");
        (await ChecksAsync(client, "/health/ready"))["jobs"].ShouldBe("healthy");
        await ExecuteAsync(app, "UPDATE workers SET jobs_at = now() - interval '6 minutes', seen_at = now() - interval '1 hour'");
        (await ChecksAsync(client, "/health/ready"))["jobs"].ShouldBe("healthy", "That no worker lives another check says.");
    }

    [Test]
    public async Task The_minutely_job_is_on_the_timetable()
    {
        await using var app = await TestApp.StartAsync();
        using var connection = app.Services.GetRequiredService<JobStorage>().GetConnection();

        await Eventually.HoldsAsync(() => connection.GetRecurringJobs().Any(job => job.Id == "pulse" && job.Cron == "* * * * *"));
    }

    [Test]
    public async Task A_process_that_only_works_answers_for_its_health_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "worker"));
        using var client = app.CreateClient();

        await Eventually.HoldsAsync(async () => await StatusAsync(client, "/health/ready") == HttpStatusCode.OK);
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText)
            .ShouldBe(["/health/live", "/health/ready", "/health/startup", "/metrics"], ignoreOrder: true);
    }

    [Test]
    public async Task A_database_of_an_older_shape_is_not_ready()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var client = app.CreateClient();

        await ExecuteAsync(app, """DELETE FROM "__EFMigrationsHistory" WHERE migration_id = (SELECT max(migration_id) FROM "__EFMigrationsHistory")""");

        (await StatusAsync(client, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync(client, "/health/startup")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ChecksAsync(client, "/health/ready"))["migrations"].ShouldBe("unhealthy");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<Dictionary<string, string>> ChecksAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return report.GetProperty("checks").Deserialize<Dictionary<string, string>>()!;
    }

    private static async Task ExecuteAsync(TestApp app, string sql)
    {
        await using var source = NpgsqlDataSource.Create(app.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
