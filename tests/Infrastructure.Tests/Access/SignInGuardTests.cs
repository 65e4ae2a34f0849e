using System.Net;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Financbase.Testing.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Access;

public sealed class SignInGuardTests
{
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");

    private readonly CountingHasher _hasher = new();
    private TestApp _app = null!;
    private int _count;
    private TestPerson _person = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(
        services => services.AddSingleton<IPasswordHasher<User>>(_hasher), ("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [SetUp]
    public async Task MakePerson()
    {
        _person = await _app.CreateUserAsync($"person{++_count}@acme.test");
        await _app.Database.ScalarAsync("DELETE FROM sign_in_attempts");
    }

    [Test]
    public async Task Five_wrong_passwords_lock_although_each_command_failed()
    {
        for (var i = 0; i < 5; i++)
            (await SignInAsync("wrong")).Error!.Code.ShouldBe("access.sign_in_refused");

        var locked = await SignInAsync(TestPerson.Password);

        locked.Error!.Code.ShouldBe("access.too_many_attempts");
        locked.Error.Message.ShouldContain("15 minutes");
        (await JournalAsync("sign_in_refused")).ShouldBe(5L);
    }

    [Test]
    public async Task An_address_that_nobody_has_locks_like_any_other()
    {
        for (var i = 0; i < 5; i++)
            (await SignInAsync("wrong", "nobody@acme.test")).Error!.Code.ShouldBe("access.sign_in_refused");

        (await SignInAsync("wrong", " Nobody@ACME.test")).Error!.Code.ShouldBe("access.too_many_attempts");
    }

    [Test]
    public async Task Of_guesses_made_at_once_five_reach_the_password()
    {
        _hasher.Reset();

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => SignInAsync($"guess {i}")));

        results.Count(result => result.Error!.Code == "access.sign_in_refused").ShouldBe(5);
        _hasher.Verified.ShouldBe(5);
    }

    [Test]
    public async Task A_known_and_an_unknown_address_cost_one_hash_each()
    {
        _hasher.Reset();
        await SignInAsync("wrong");
        _hasher.Verified.ShouldBe(1);

        await SignInAsync("wrong", "nobody@acme.test");
        _hasher.Verified.ShouldBe(2);
    }

    [Test]
    public async Task The_right_password_starts_the_count_anew()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await SignInAsync("wrong");
            (await SignInAsync(TestPerson.Password)).IsSuccess.ShouldBeTrue();
        }
    }

    [Test]
    public async Task The_lock_ends_by_itself()
    {
        for (var i = 0; i < 6; i++)
            await SignInAsync("wrong");

        await _app.Database.ScalarAsync("UPDATE sign_in_attempts SET ends_at = now()");

        (await SignInAsync(TestPerson.Password)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Trying_on_does_not_prolong_the_lock()
    {
        for (var i = 0; i < 5; i++)
            await SignInAsync("wrong");
        var before = await _app.Database.ScalarAsync("SELECT max(ends_at) FROM sign_in_attempts");

        await SignInAsync("wrong");

        (await _app.Database.ScalarAsync("SELECT max(ends_at) FROM sign_in_attempts")).ShouldBe(before);
    }

    [Test]
    public async Task A_network_that_tries_many_addresses_is_stopped_and_its_neighbours_are_not()
    {
        var guard = _app.Services.GetRequiredService<ISignInGuard>();
        for (var i = 0; i < SignInGuard.AttemptsPerNetwork; i++)
            (await guard.AdmitAsync($"spray{i}@acme.test", Home, CancellationToken.None)).ShouldBeNull();

        (await guard.AdmitAsync("next@acme.test", IPAddress.Parse("203.0.113.200"), CancellationToken.None)).ShouldNotBeNull();
        (await guard.AdmitAsync("next@acme.test", IPAddress.Parse("::ffff:203.0.113.9"), CancellationToken.None)).ShouldNotBeNull();
        (await guard.AdmitAsync("next@acme.test", IPAddress.Parse("203.0.114.7"), CancellationToken.None)).ShouldBeNull();
    }

    [Test]
    public async Task The_table_of_attempts_names_nobody()
    {
        await SignInAsync("wrong");

        (await _app.Database.ScalarAsync("SELECT count(*) FROM sign_in_attempts WHERE convert_from(subject, 'LATIN1') ILIKE '%acme%'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM sign_in_attempts")).ShouldBe(2L);
    }

    [Test]
    public async Task The_application_can_write_the_security_journal_but_neither_read_nor_change_it()
    {
        (await _app.Database.ScalarAsync("""
            SELECT string_agg(privilege_type, ' ') FROM information_schema.role_table_grants
            WHERE table_name = 'security_events' AND grantee = 'financbase_app'
            """)).ShouldBe("INSERT");
    }

    private Task<Result<UserSession>> SignInAsync(string password, string? email = null) =>
        _app.SendAsPlatformAsync(new SignIn(email ?? _person.Email, password, Remember: false, Home, "Browser"));

    private async Task<object?> JournalAsync(string kind) =>
        await _app.Database.ScalarAsync($"SELECT count(*) FROM security_events WHERE kind = '{kind}' AND user_id = '{_person.Id}'");

    // Counts, and hashes fast: what is tested here is how often a password is looked at.
    private sealed class CountingHasher : IPasswordHasher<User>
    {
        private int _verified;

        public int Verified => _verified;

        public void Reset() => _verified = 0;

        public string HashPassword(User user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }
    }
}
