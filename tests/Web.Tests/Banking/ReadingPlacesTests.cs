using System.Collections.Concurrent;
using System.Text;
using Financbase.Application.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
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
            readers.Add((await places.EnterAsync(acme.Id, isPatient: false, CancellationToken.None))!);

        var uploads = Enumerable.Range(0, ReadingPlaces.MostWaitingOfOne + TooMany).Select(number => UploadAsync(client, account, number)).ToList();
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

        await Eventually.HoldsAsync(() => Task.FromResult(places.Waiting == ReadingPlaces.MostWaitingOfOne));
        // Who waits goes on waiting, so none of them holds one if there is a moment without any; the product's own loops have some for moments.
        await Eventually.HoldsAsync(async () =>
            (long)(await app.Database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'"))! == 0);
        (await client.ReadAsync("/api/bank-accounts")).Status.ShouldBe(200);

        readers.ForEach(reader => reader.Dispose());
        foreach (var upload in await Task.WhenAll(uploads))
            ((int)upload.StatusCode).ShouldBe(201);
        (await app.Database.ScalarAsync("SELECT count(*) FROM statement_imports")).ShouldBe((long)ReadingPlaces.MostWaitingOfOne);
        places.Waiting.ShouldBe(0);
    }

    [Test]
    public async Task However_many_files_one_organization_sends_another_ones_is_read_next()
    {
        var read = new ConcurrentQueue<string>();
        await using var app = await TestApp.StartAsync(services =>
        {
            var reader = services.Last(service => service.ServiceType == typeof(IStatementReader));
            services.AddSingleton<IStatementReader>(all => new NotedReader((IStatementReader)ActivatorUtilities.CreateInstance(all, reader.ImplementationType!), read));
        });
        var (acme, other) = (await app.FoundAsync("acme"), await app.FoundAsync("other"));
        using var greedy = app.CreateApiClient(await acme.IssueKeyAsync(await acme.AddMemberAsync("owner")));
        using var modest = app.CreateApiClient(await other.IssueKeyAsync(await other.AddMemberAsync("owner")));
        var (main, only) = (await greedy.OpenAccountAsync(new { name = "Main", currency = "EUR" }), await modest.OpenAccountAsync(new { name = "Only", currency = "EUR" }));
        var places = app.Services.GetRequiredService<ReadingPlaces>();
        var readers = new List<IDisposable>();
        for (var number = 0; number < ReadingPlaces.Places; number++)
            readers.Add((await places.EnterAsync(acme.Id, isPatient: false, CancellationToken.None))!);
        var flood = Enumerable.Range(0, ReadingPlaces.MostWaiting + TooMany).Select(number => UploadAsync(greedy, main, number)).ToList();
        await Eventually.HoldsAsync(() => Task.FromResult(flood.Count(upload => upload.IsCompleted) + places.Waiting == flood.Count));

        var waits = UploadAsync(modest, only, number: 99);
        await Eventually.HoldsAsync(() => Task.FromResult(places.Waiting == ReadingPlaces.MostWaitingOfOne + 1 || waits.IsCompleted));
        readers[0].Dispose();

        ((int)(await waits).StatusCode).ShouldBe(201);
        read.First().ShouldContain("Line 99,");
        readers.ForEach(reader => reader.Dispose());
        (await Task.WhenAll(flood)).Count(answer => (int)answer.StatusCode == 201).ShouldBe(ReadingPlaces.MostWaitingOfOne);
    }

    [Test]
    public async Task Places_go_to_whoever_holds_the_fewest_and_the_last_room_to_newcomers()
    {
        var places = new ReadingPlaces();
        var (first, second, third) = (EntityId.New<OrganizationId>(), EntityId.New<OrganizationId>(), EntityId.New<OrganizationId>());
        var held = new List<IDisposable>();
        for (var number = 0; number < ReadingPlaces.Places; number++)
            held.Add((await EnterAsync(first))!);
        Task<IDisposable?>[] firsts = [.. Enumerable.Range(0, ReadingPlaces.MostWaitingOfOne).Select(_ => EnterAsync(first))];
        (await EnterAsync(first)).ShouldBeNull("It has half of the room already.");
        Task<IDisposable?>[] seconds = [.. Enumerable.Range(0, ReadingPlaces.MostWaiting - ReadingPlaces.MostWaitingOfOne).Select(_ => EnterAsync(second))];
        seconds.Count(task => task.IsCompleted).ShouldBe(ReadingPlaces.MostWaiting / 4, "The last of the room is kept.");
        using var impatient = new CancellationTokenSource();
        var gone = places.EnterAsync(third, isPatient: false, impatient.Token);
        gone.IsCompleted.ShouldBeFalse();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(gone);
        var thirds = EnterAsync(third);
        thirds.IsCompleted.ShouldBeFalse("Who left takes no room.");

        held[0].Dispose();
        var one = (await seconds[0])!;
        one.Dispose();
        var two = (await thirds)!;

        firsts.ShouldAllBe(task => !task.IsCompleted);
        var left = places.Waiting;
        two.Dispose();
        two.Dispose();
        places.Waiting.ShouldBe(left - 1, "A place is given back once.");

        Task<IDisposable?> EnterAsync(OrganizationId organization) => places.EnterAsync(organization, isPatient: false, CancellationToken.None);
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

    /// <summary>Notes what is read, in its order.</summary>
    private sealed class NotedReader(IStatementReader reader, ConcurrentQueue<string> read) : IStatementReader
    {
        public FileSurvey Survey(StatementFile file, Currency currency, CsvMapping mapping)
        {
            read.Enqueue(Encoding.UTF8.GetString(file.Content.Span));
            return reader.Survey(file, currency, mapping);
        }
    }
}
