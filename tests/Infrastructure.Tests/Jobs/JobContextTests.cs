using System.Collections.Concurrent;
using System.Diagnostics;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Jobs;

public sealed class JobContextTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private TestOrganization _theirs = null!;
    private BankAccountId _theirAccount;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _ours = await _app.FoundAsync("ours");
        _theirs = await _app.FoundAsync("theirs");
        await _ours.SendAsync(new CreateBankAccount("Ours", "EUR"));
        _theirAccount = (await _theirs.SendAsync(new CreateBankAccount("Theirs", "EUR"))).Match(account => account.Id, error => throw new InvalidOperationException(error.Code));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_job_sees_the_rows_of_the_organization_it_was_enqueued_for_and_no_others()
    {
        (await RunAsync(_ours.Id)).ShouldBe(new Seen("ours", "Ours", IsTheirsThere: false));
        (await RunAsync(_theirs.Id)).ShouldBe(new Seen("theirs", "Theirs", IsTheirsThere: true));
    }

    [Test]
    public async Task The_trace_of_whoever_enqueued_it_goes_on_in_the_job()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        (await RunAsync(_ours.Id, job => Looking.Trace[job])).ShouldBe(request.TraceId.ToHexString());
    }

    [Test]
    public async Task A_job_that_does_not_say_whose_it_is_does_not_run()
    {
        var id = Client.Enqueue<Unplaced>(job => job.RunAsync(CancellationToken.None));

        await Eventually.HoldsAsync(async () => (string?)await _app.Database.ScalarAsync(
            $"SELECT statename FROM hangfire.job WHERE id = {id}") == "Scheduled");
        (await _app.Database.ScalarAsync($"SELECT data::text FROM hangfire.state WHERE jobid = {id} AND name = 'Failed'"))
            .ShouldBeOfType<string>().ShouldContain("does not say for which organization");
        Unplaced.Ran.ShouldBeFalse();
    }

    [Test]
    public async Task The_role_of_the_jobs_sees_no_business_table_and_the_app_role_no_job()
    {
        await RefusedAsync(_app.Database.Jobs, "SELECT count(*) FROM bank_accounts");
        await RefusedAsync(_app.Database.App, "SELECT count(*) FROM hangfire.job");
    }

    private static async Task RefusedAsync(string door, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(door);
        await using var command = source.CreateCommand(sql);
        (await Should.ThrowAsync<Npgsql.PostgresException>(command.ExecuteScalarAsync())).SqlState.ShouldBe("42501");
    }

    private IBackgroundJobClient Client => _app.Services.GetRequiredService<IBackgroundJobClient>();

    private Task<Seen> RunAsync(OrganizationId organization) => RunAsync(organization, run => Looking.Results[run]);

    private async Task<T> RunAsync<T>(OrganizationId organization, Func<Guid, T> read)
    {
        var run = Guid.CreateVersion7();
        Client.Enqueue<Looking>(job => job.LookAsync(organization, run, _theirAccount.Value, CancellationToken.None));
        await Eventually.HoldsAsync(() => Task.FromResult(Looking.Results.ContainsKey(run)));
        return read(run);
    }

    public sealed record Seen(string Organization, string Accounts, bool IsTheirsThere);

    public sealed class Looking(ISender sender, IMultiTenantContextAccessor tenant, ICurrentPrincipalSetter principal)
    {
        public static ConcurrentDictionary<Guid, Seen> Results { get; } = new();

        public static ConcurrentDictionary<Guid, string> Trace { get; } = new();

        public async Task LookAsync(OrganizationId organization, Guid run, Guid theirs, CancellationToken ct)
        {
            principal.Set(new Principal("platform", PrincipalKind.Platform, null, Role.Find("viewer")!.Permissions));
            var accounts = await sender.Send(new ListBankAccounts(new PageRequest()), ct);
            var foreign = await sender.Send(new GetBankAccount(new BankAccountId(theirs)), ct);
            Trace[run] = Activity.Current!.TraceId.ToHexString();
            Results[run] = new(
                tenant.Tenant!.Identifier,
                string.Join(' ', accounts.Match(page => page.Items, error => throw new InvalidOperationException(error.Code)).Select(account => account.Name)),
                foreign.Error is null);
        }
    }

    public sealed class Unplaced(TimeProvider clock)
    {
        public static bool Ran { get; private set; }

        public Task RunAsync(CancellationToken ct)
        {
            Ran = true;
            return Task.Delay(TimeSpan.FromMilliseconds(1), clock, ct);
        }
    }
}
