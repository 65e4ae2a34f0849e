using Financbase.Testing.Hosting;
using Microsoft.Playwright;

namespace Financbase.EndToEnd.Tests;

/// <summary>Each page of an organization with something to show, and the first page of one with nothing, as its owner sees it.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SignedInPagesTests
{
    internal static readonly string[] Addresses =
    [
        "", "/banking", "/banking/new", "/banking/{account}", "/banking/{account}?text=nothing+like+it", "/banking/{account}/import",
        "/banking/{account}/import/{upload}", "/banking/{account}/statements",
        "/banking/{account}/imports/{import}", "/banking/{account}/imports/{running}", "/monitoring/jobs", "/monitoring/jobs?state=failed&kind=statementImport",
        "/accounts", "/accounts?text=nothing+like+it", "/accounts/new", "/accounts/{bank}", "/accounts/{bank}/edit", "/journal", "/journal?source=Reversal", "/journal/new",
        "/journal/scheduled", "/journal/scheduled?text=nothing+like+it", "/journal/scheduled/new", "/journal/scheduled/new?entry={entry}", "/journal/scheduled/{schedule}", "/journal/scheduled/{accrual}",
        "/journal/{entry}", "/journal/{reversal}", "/reports/trial-balance", "/reports/trial-balance?asOf=2020-01-01",
        "/reports/profit-and-loss", "/reports/profit-and-loss?compare=previousYear", "/reports/profit-and-loss?basis=cash", "/reports/trial-balance?basis=cash", "/reports/trial-balance?asOf=2026-06-30&compare=previousPeriod", "/reports/tax?from=2026-01-01&to=2026-12-31&by=quarter&basis=cash&compare=previousYear", "/reports/aged-receivables?asOf=2026-12-31&compare=previousYear", "/reports/aged-payables?compare=previousPeriod", "/reports/balance-sheet", "/reports/balance-sheet?to=2020-01-01", "/reports/cash-flow?compare=previousPeriod", "/reports/tax", "/reports/tax?by=quarter", "/reports/revaluation", "/reports/general-ledger", "/settings/periods",
        "/invoices", "/invoices?state=overdue", "/invoices?text=nothing+like+it", "/invoices/new", "/invoices/import", "/invoices/{invoice}", "/invoices/{credit}", "/invoices?kind=creditNote", "/reports/aged-receivables", "/reports/aged-receivables?asOf=2026-12-31", "/invoices/{draft}", "/invoices/{draft}/edit", "/payments/{payment}",
        "/quotes", "/quotes?text=nothing+like+it", "/quotes/new", "/quotes/{quote}", "/quotes/{sentQuote}", "/quotes/{quote}/edit",
        "/recurring-invoices", "/recurring-invoices?text=nothing+like+it", "/recurring-invoices/new", "/recurring-invoices/{recurring}", "/recurring-invoices/{recurring}/edit",
        "/customers", "/customers?text=nothing+like+it", "/customers/new", "/customers/{customer}", "/customers/{customer}/edit",
        "/reports/aged-payables", "/bills", "/bills?state=received", "/bills?text=nothing+like+it", "/bills/new", "/bills/{bill}", "/bills/pay?vendor={vendor}", "/bills/{waiting}", "/bills/{twin}", "/bills/{twin}/edit", "/vendor-payments/{vendorPayment}",
        "/payment-files", "/payment-files/new", "/payment-files/{paymentFile}", "/vendor-credits", "/vendor-credits/new", "/vendor-credits/{vendorCredit}", "/vendor-credits/{creditDraft}/edit",
        "/expenses", "/expenses?state=submitted", "/expenses?text=nothing+like+it", "/expenses/new", "/expenses/{expense}", "/expenses/{expenseWaiting}", "/expenses/{expenseTwin}", "/expenses/{expenseTwin}/edit",
        "/attachments/{bill}", "/attachments/{draft}", "/attachments/{sentQuote}",
        "/import", "/import/opening-balances", "/import/files", "/budgets", "/budgets?text=nothing+like+it", "/budgets/new", "/budgets/{budget}", "/budgets/{budget}?compare=previousYear", "/budgets/{budget}/edit",
        "/projects", "/projects?text=nothing+like+it", "/projects/new", "/projects/{project}", "/projects/{project}/edit", "/reports/profit-and-loss-by-project", "/reports/profit-and-loss?project={project}", "/reports/general-ledger?project={project}", "/journal?tag=trade+fair", "/journal/{tagged}",
        "/vendors", "/vendors?text=nothing+like+it", "/vendors/new", "/vendors/{vendor}", "/vendors/{vendor}/edit",
        "/items", "/items?archived=true", "/items/new", "/items/{item}/edit", "/settings/tax-rates", "/settings/tax-rates/new", "/settings/tax-rates/{rate}/edit",
        "/settings/posting-accounts", "/settings/documents", "/settings/reminders", "/settings/exchange-rates", "/settings/exchange-rates?text=XXX", "/banking/{account}/edit",
        "/banking/lines/{line}", "/banking/lines/{incoming}", "/banking/lines/{posted}", "/banking/{account}/reconcile", "/settings/bank-rules", "/settings/bank-rules?text=nothing+like+it",
        "/settings/bank-rules/new", "/settings/bank-rules/{rule}",
        "/approvals", "/approvals?status=approved", "/approvals/{approval}", "/approvals/{decided}",
        "/workflows", "/workflows/new", "/workflows/import", "/workflows/templates", "/workflows/{workflow}", "/workflows/{workflow}/versions", "/workflows/{workflow}/versions?text=nothing+like+it",
        "/workflows/{workflow}/versions/1", "/workflows/{workflow}/versions/1?with=2", "/workflows/{workflow}/json", "/workflows/{workflow}/run",
        "/workflows/{automation}", "/workflows/{workflow}/test", "/workflows/executions", "/workflows/executions/{execution}",
        "/workflows/executions/{failed}", "/workflows/executions/{repeated}", "/workflows/executions/{parked}", "/workflows/executions?stuck=true",
        "/workflows/executions?workflow={failing}", "/workflows/{failing}/replay", "/workflows/replays/{replaying}", "/workflows/replays/{replayed}",
        "/events", "/events?from=2026-01-01&to=2026-01-31&type=workflow.*", "/events/{event}", "/events/types", "/events/types?subject=period", "/workflows/steps", "/nothing-here",
        "/settings/members", "/settings/members?role=viewer", "/settings/roles", "/settings/roles?kind=own", "/settings/roles/new", "/settings/roles/viewer", "/settings/organization", "/settings/organization/ownership",
        "/settings/members/invitations", "/settings/api-keys", "/settings/api-keys/new", "/settings/access", "/settings/access?permission=banking:manage",
        "/settings/secrets", "/settings/secrets?state=used", "/settings/secrets/new", "/settings/secrets/token/edit",
        "/settings/audit", "/settings/audit?text=nothing+like+it", "/settings/audit/{audit}", "/settings/access/exceptions", "/settings/access/exceptions?effect=deny", "/settings/audit/security",
        "/settings/data", "/search", "/search?q=re", "/search?q=nothing+like+it",
    ];

    private static readonly string[] Empty =
        ["", "/accounts", "/customers", "/invoices", "/quotes", "/recurring-invoices", "/bills", "/vendors", "/budgets", "/projects", "/reports/profit-and-loss-by-project", "/import/opening-balances", "/items", "/reports/aged-receivables", "/settings/tax-rates", "/approvals", "/banking", "/journal", "/journal/scheduled", "/reports/trial-balance", "/reports/tax", "/reports/general-ledger", "/monitoring/jobs", "/workflows", "/workflows/executions", "/settings/secrets", "/settings/audit"];

    private PageScene _scene = null!;

    [OneTimeSetUp]
    public async Task Start() => _scene = await PageScene.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public Task Pages_with_data_are_clean([ValueSource(nameof(Addresses))] string address) =>
        CheckAsync(address, _scene.Full);

    [Test]
    public Task Empty_pages_are_clean([ValueSource(nameof(Empty))] string address) =>
        CheckAsync(address, _scene.Bare);

    private async Task CheckAsync(string address, TestOrganization organization)
    {
        var page = await Chromium.OpenAsync(_scene.App, session: _scene.Session);
        var faults = new List<string>();
        page.Console += (_, message) => faults.AddRange(message.Type == "error" && !IsAnswer404(message) ? [message.Text] : []);
        page.PageError += (_, message) => faults.Add(message);

        var asked = $"/o/{organization.Info.Identifier}{_scene.Fill(address)}";
        var answer = await page.GotoAsync(asked);

        answer!.Status.ShouldBe(address == "/nothing-here" ? 404 : 200);
        new Uri(page.Url).PathAndQuery.TrimEnd('/').ShouldBe(asked);

        await PageChecksTests.CheckAsync(page, $"{organization.Info.Identifier}{address}");
        faults.ShouldBeEmpty();
    }

    // The browser reports the page's own 404 as an error of the console.
    private static bool IsAnswer404(IConsoleMessage message) => message.Text.Contains("404", StringComparison.Ordinal);
}
