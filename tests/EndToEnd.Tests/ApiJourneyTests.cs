using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Testing;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.EndToEnd.Tests;

/// <summary>The product's main job as a program sees it: a bank statement goes in, a workflow calls out for each matching line.</summary>
public sealed class ApiJourneyTests
{
    [Test]
    public async Task A_statement_starts_a_published_workflow_once_for_each_matching_line()
    {
        await using var sink = await HttpSink.StartAsync();
        await using var app = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8"));
        var organization = await app.FoundAsync("harbor");
        using var api = app.CreateApiClient(await organization.IssueKeyAsync(await organization.AddMemberAsync("owner")));

        var workflow = await PostAsync(api, "/api/workflows", Workflow.LargePayments(sink.Address));
        await PostAsync(api, $"/api/workflows/{Id(workflow)}/publish", new { });
        var account = await PostAsync(
            api, "/api/bank-accounts", new { name = "Operating account", currency = "EUR", iban = StatementFixture.Iban });

        var first = await ImportAsync(api, Id(account));

        first.GetProperty("imported").GetInt32().ShouldBe(StatementFixture.Lines);
        first.GetProperty("duplicates").GetInt32().ShouldBe(0);
        await Eventually.HoldsAsync(() => sink.Requests.Count == StatementFixture.LargePayments);
        sink.Requests.Select(request => request.IdempotencyKey).ShouldBeUnique();
        sink.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("description").GetString())
            .ShouldContain("Office rent June 2026");

        await Eventually.HoldsAsync(async () =>
            (await ExecutionsAsync(api, Id(workflow))).Count(status => status == "succeeded") == StatementFixture.LargePayments);

        var again = await ImportAsync(api, Id(account));

        again.GetProperty("imported").GetInt32().ShouldBe(0);
        again.GetProperty("duplicates").GetInt32().ShouldBe(StatementFixture.Lines);
        (await TwinsAsync(api)).ShouldBe(2);
        (await app.Database.ScalarAsync("SELECT count(*) FROM bank_transactions")).ShouldBe((long)StatementFixture.Lines);
        (await app.Database.ScalarAsync(
            "SELECT count(*) FROM event_deliveries WHERE state <> 'done'")).ShouldBe(0L);
        sink.Requests.Count.ShouldBe(StatementFixture.LargePayments);
    }

    private static async Task<JsonElement> ImportAsync(HttpClient api, string account)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(StatementFixture.Ofx), "file", StatementFixture.OfxName },
        };
        using var answer = await api.PostAsync($"/api/bank-accounts/{account}/statements", form);
        return await DataAsync(answer, HttpStatusCode.Created);
    }

    private static async Task<IReadOnlyList<string?>> ExecutionsAsync(HttpClient api, string workflow)
    {
        using var answer = await api.GetAsync($"/api/workflows/{workflow}/executions?limit=200");
        return [.. (await DataAsync(answer, HttpStatusCode.OK)).EnumerateArray().Select(e => e.GetProperty("status").GetString())];
    }

    private static async Task<int> TwinsAsync(HttpClient api)
    {
        using var answer = await api.GetAsync("/api/bank-transactions?limit=200");
        return (await DataAsync(answer, HttpStatusCode.OK)).EnumerateArray()
            .Count(line => line.GetProperty("description").GetString() == StatementFixture.Twin);
    }

    private static async Task<JsonElement> PostAsync(HttpClient api, string address, object body)
    {
        using var answer = await api.PostAsJsonAsync(address, body);
        return await DataAsync(answer, HttpStatusCode.OK, HttpStatusCode.Created);
    }

    private static async Task<JsonElement> DataAsync(HttpResponseMessage answer, params HttpStatusCode[] expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBeOneOf(expected, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    private static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;
}
