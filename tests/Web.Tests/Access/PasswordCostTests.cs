using System.Buffers.Binary;
using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Access;

/// <summary>What passwords cost in the product, where other tests make them cheap.</summary>
public sealed class PasswordCostTests
{
    private const int RoundsAt = 5;

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(TestApp.SlowHashing);

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_product_hashes_with_210_000_rounds()
    {
        var person = await _app.CreateUserAsync("owner@north.example");

        var stored = Convert.FromBase64String((string)(await _app.Database.ScalarAsync($"SELECT password_hash FROM users WHERE id = '{person.Id}'"))!);

        BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(RoundsAt)).ShouldBe(210_000);
    }

    [Test]
    public async Task A_known_address_costs_what_an_unknown_one_costs()
    {
        using var browser = TestBrowser.Open(_app);
        var people = new List<TestPerson>();
        for (var i = 0; i < 12; i++)
            people.Add(await _app.CreateUserAsync($"owner{i}@north.example"));
        var token = await browser.TokenAsync("/account/forgot-password");
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < people.Count; i++)
        {
            known.Add(await TimeAsync(people[i].Email));
            unknown.Add(await TimeAsync($"stranger{i}@north.example"));
        }

        // Hashing a password, the cost that betrays, takes hundreds of milliseconds; two rows more or less take one or two.
        Math.Abs(Median(known) - Median(unknown)).ShouldBeLessThan(Math.Max(40, 0.5 * Median(unknown)));

        async Task<double> TimeAsync(string email)
        {
            var started = TimeProvider.System.GetTimestamp();
            (await browser.PostAsync("/account/forgot-password", ("Input.Email", email), ("__RequestVerificationToken", token)).StatusAsync())
                .ShouldBe(HttpStatusCode.Redirect);
            return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        }

        static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
    }
}
