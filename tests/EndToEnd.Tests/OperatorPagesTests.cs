using Financbase.Application.Access;
using Financbase.Application.Workflows.Quotas;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>Hangfire's own pages under our content policy, as an operator uses them.</summary>
public sealed class OperatorPagesTests
{
    [Test]
    public async Task An_operator_starts_a_job_from_the_timetable_and_sees_that_it_ran()
    {
        await using var app = await TestApp.StartAsync();
        await (await app.FoundAsync("harbor")).SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(2_000), QuotaChange.To(400)));
        await app.SendAsPlatformAsync(new CreateUser("operator@harbor.test", TestPerson.Password, IsOperator: true));
        var page = await Chromium.OpenAsync(app);
        var faults = new List<string>();
        await SignInAsync(page, "operator@harbor.test");
        page.Context.Console += (_, message) => faults.AddRange(message.Type == "error" ? [message.Text] : []);
        page.Context.WebError += (_, thrown) => faults.Add(thrown.Error);

        foreach (var address in new[] { "/operators/organizations", "/jobs", "/jobs/jobs/succeeded", "/jobs/servers", "/jobs/retries" })
        {
            await page.GotoAsync(address);
            await SaveAsync(page, address);
        }

        await Eventually.HoldsAsync(async () =>
        {
            await page.GotoAsync("/jobs/recurring");
            return await page.GetByText("retention.sessions").CountAsync() > 0;
        });
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "retention.sessions" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await SaveAsync(page, "/jobs/recurring");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Trigger now" }).ClickAsync(),
            answer => answer.Url.EndsWith("/jobs/recurring/trigger", StringComparison.Ordinal));

        // Hangfire's script draws the page anew now, in the middle of which one must not leave it.
        page = await page.Context.NewPageAsync();
        await Eventually.HoldsAsync(async () =>
        {
            await page.GotoAsync("/jobs/jobs/succeeded");
            return await page.GetByText("Forget old sessions").CountAsync() > 0;
        });

        await page.GetByText("Forget old sessions").First.ClickAsync();
        await Expect(page.GetByText("Succeeded").First).ToBeVisibleAsync();
        await SaveAsync(page, "/jobs/jobs/details");
        faults.ShouldBeEmpty();
    }

    private static async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(TestPerson.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    // Hangfire's own script fails where the scheme changes while no graph is shown.
    private static Task SaveAsync(IPage page, string address) => PageChecksTests.ShowAsync(page, address, width: 1440, ColorScheme.Light);
}
