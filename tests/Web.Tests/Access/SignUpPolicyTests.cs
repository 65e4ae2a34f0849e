using System.Collections.Concurrent;
using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Web.Tests.Access;

/// <summary>What the operator decides, and what an operator's log may show.</summary>
public sealed class SignUpPolicyTests
{
    [Test]
    public async Task Closed_sign_up_sends_nothing_and_is_not_offered()
    {
        await using var app = await TestApp.StartAsync(("Access:SignUp", "closed"));
        using var browser = TestBrowser.Open(app);

        (await browser.TextAsync("/account/sign-up")).ShouldContain("Nobody can sign up here");
        (await browser.TextAsync("/account/sign-in")).ShouldNotContain("/account/sign-up");
        var token = await browser.TokenAsync("/account/sign-in");
        (await browser.PostAsync("/account/sign-up", ("Input.Email", "new@north.example"), ("__RequestVerificationToken", token)).StatusAsync())
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.Database.ScalarAsync("SELECT count(*) FROM outgoing_mails")).ShouldBe(0L);
    }

    [Test]
    public async Task A_forged_host_does_not_get_into_a_mail()
    {
        await using var app = await TestApp.StartAsync(("Site:Address", "https://books.example"));
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Host = "evil.example";
        using var page = await client.GetAsync("/account/forgot-password");
        var token = (await page.Content.ReadAsStringAsync()).Split("__RequestVerificationToken\"")[1].Split("value=\"")[1].Split('"')[0];

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = "new@north.example",
            ["__RequestVerificationToken"] = token,
        });
        (await client.PostAsync("/account/forgot-password", form).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        var mail = (await app.WaitForMailsAsync("new@north.example"))[0];
        mail.Text.ShouldContain("https://books.example/account/forgot-password");
        (mail.Text + mail.Html).ShouldNotContain("evil");
    }

    [Test]
    public async Task The_log_tells_neither_secrets_nor_addresses_nor_passwords()
    {
        using var log = new Recorder();
        await using var app = await TestApp.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(log), ("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Microsoft", "Information"));
        using var browser = TestBrowser.Open(app);

        var link = await app.LinkFromMailAsync(browser, "/account/sign-up", "new@north.example");
        (await browser.SubmitAsync(link, ("Input.Password", AccountScene.NewPassword)).StatusAsync()).ShouldBe(HttpStatusCode.Redirect);

        log.Lines.ShouldContain(line => line.Contains("ConfirmSignUp", StringComparison.Ordinal));
        var text = string.Join('\n', log.Lines);
        text.ShouldNotContain(link.Split("token=")[1]);
        text.ShouldNotContain("new@north.example");
        text.ShouldNotContain(AccountScene.NewPassword);
    }

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() => Lines.Clear();
    }
}
