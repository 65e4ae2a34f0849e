using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Testing;
using Financbase.Testing.Database;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Monitoring;

public sealed partial class LogsTests
{
    [Test]
    public async Task In_production_every_line_is_an_object_and_a_request_can_be_found_by_its_trace()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var process = WebProcess.Start(
            database,
            ("ASPNETCORE_ENVIRONMENT", "Production"), ("Proxy:KnownNetworks:0", "127.0.0.0/8"), ("Process:Roles", "web"),
            ("Encryption:Key", Convert.ToBase64String(new byte[32])), ("Logging:LogLevel:Default", "Information"));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = await process.AddressAsync() };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        await SignInWronglyAsync(client);

        await Eventually.HoldsAsync(() => process.Output.Contains("SignIn ended with", StringComparison.Ordinal));
        (await process.TerminateAsync()).ShouldBe(0);

        var lines = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.ShouldAllBe(line => line.GetProperty("severity_text").GetString() != null);
        var signIn = lines.Single(line => line.GetProperty("body").GetString()!.StartsWith("SignIn ended", StringComparison.Ordinal));
        signIn.GetProperty("trace_id").GetString()!.Length.ShouldBe(32);
        signIn.GetProperty("attributes").GetProperty("Request").GetString().ShouldBe("SignIn");
        process.Output.ShouldNotContain("nobody@logs.test");
        process.Output.ShouldNotContain("velvet turbine");
    }

    private static async Task SignInWronglyAsync(HttpClient client)
    {
        using var page = await client.GetAsync("/account/sign-in");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var answer = await client.PostAsync("/account/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = "nobody@logs.test",
            ["Input.Password"] = "velvet turbine",
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token),
        }));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Token();
}
