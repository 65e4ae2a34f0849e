using System.Text;
using Financbase.Application.Banking;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Web.Tests.Banking;

/// <summary>Uploads that wait for a place hold no connection, and only so many wait.</summary>
public sealed class ReadingPlacesTests
{
    private const int TooMany = 5;

    [Test]
    public async Task Of_many_uploads_at_once_some_wait_without_a_connection_and_the_rest_are_told_to_come_again()
    {
        await using var app = await TestApp.StartAsync();
        var acme = await app.FoundAsync("acme");
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await acme.IssueKeyAsync(await acme.AddMemberAsync("owner")));
        var account = await client.OpenAccountAsync(new { name = "Main", currency = "EUR" });
        var places = app.Services.GetRequiredService<ReadingPlaces>();
        var readers = new List<IDisposable>();
        for (var number = 0; number < ReadingPlaces.Places; number++)
            readers.Add((await places.EnterAsync(isPatient: false, CancellationToken.None))!);

        var uploads = Enumerable.Range(0, ReadingPlaces.MostWaiting + TooMany).Select(number => UploadAsync(client, account, number)).ToList();
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < TooMany)
        {
            var first = await Task.WhenAny(uploads);
            uploads.Remove(first);
            refused.Add(await first);
        }

        foreach (var answer in refused)
        {
            ((int)answer.StatusCode).ShouldBe(429);
            answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            (await Task.FromResult(answer).ReadAsync()).Answer.Code().ShouldBe("banking.too_many_readers");
        }

        await Eventually.HoldsAsync(() => Task.FromResult(places.Waiting == ReadingPlaces.MostWaiting));
        (await app.Database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'"))
            .ShouldBe(0L, "Who waits holds a connection.");
        (await client.ReadAsync("/api/bank-accounts")).Status.ShouldBe(200);

        readers.ForEach(reader => reader.Dispose());
        foreach (var upload in await Task.WhenAll(uploads))
            ((int)upload.StatusCode).ShouldBe(201);
        (await app.Database.ScalarAsync("SELECT count(*) FROM statement_imports")).ShouldBe((long)ReadingPlaces.MostWaiting);
        places.Waiting.ShouldBe(0);
    }

    [Test]
    public async Task Who_waits_for_an_account_keeps_no_place_from_others()
    {
        await using var app = await TestApp.StartAsync();
        var acme = await app.FoundAsync("acme");
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await acme.IssueKeyAsync(await acme.AddMemberAsync("owner")));
        var (busy, other) = (await client.OpenAccountAsync(new { name = "Busy", currency = "EUR" }), await client.OpenAccountAsync(new { name = "Other", currency = "EUR" }));
        await using var connection = new NpgsqlConnection(app.Database.Owner);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT FROM bank_accounts WHERE id = '{busy}' FOR UPDATE", connection, transaction))
            await hold.ExecuteNonQueryAsync();

        var waiting = Enumerable.Range(0, ReadingPlaces.Places + 1).Select(number => UploadAsync(client, busy, number)).ToList();
        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))! == waiting.Count);

        ((int)(await UploadAsync(client, other, 0)).StatusCode).ShouldBe(201);
        await transaction.RollbackAsync();
        (await Task.WhenAll(waiting)).ShouldAllBe(answer => (int)answer.StatusCode == 201);
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, string account, int number) => client.PostAsync(
        $"/api/bank-accounts/{account}/statements",
        new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"Date,Description,Amount\n2026-03-17,Line {number},-{number + 1}.00\n")), "file", "statement.csv" },
        });
}
