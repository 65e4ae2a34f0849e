using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Organizations;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Dashboard;

/// <summary>The organization's home. What the reader may not see elsewhere is left out here as well.</summary>
[RequirePermission(Permissions.Organization.Read)]
public sealed class IndexModel(ISender sender, TimeProvider clock) : PageModel
{
    private static readonly PageRequest Latest = new(8);

    public Overview Overview { get; private set; } = null!;

    public IReadOnlyList<BankTransactionView> Lines { get; private set; } = [];

    public IReadOnlyList<ExecutionSummary> Runs { get; private set; } = [];

    /// <summary>Of the workflows that ran lately.</summary>
    public IReadOnlyList<WorkflowHealth> Health { get; private set; } = [];

    /// <summary>Null for whoever may not see the books.</summary>
    public MonthlyTrend? Trend { get; private set; }

    /// <summary>Null for whoever may not see invoices.</summary>
    public DueItems? Receivables { get; private set; }

    /// <summary>Null for whoever may not see bills.</summary>
    public DueItems? Payables { get; private set; }

    public IReadOnlyList<ForecastWeek> Forecast { get; private set; } = [];

    public IReadOnlyList<FirstStep> FirstSteps { get; private set; } = [];

    public DateOnly Today => Days.Today(clock, Appearance.Of(Request).Zone);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var overview = await reads.Send(new GetOverview(), ct);
        if (overview.Error is { } error)
        {
            return this.Refused(error);
        }

        Overview = overview.Value;
        Lines = (await reads.Send(new ListBankTransactions(new BankTransactionFilter(), Latest), ct)).Match(page => page.Items, _ => []);
        Runs = (await reads.Send(new ListExecutions(Latest), ct)).Match(page => page.Items, _ => []);
        await ReadBooksAsync(reads, ct);
        Health = (await reads.Send(new ListWorkflowHealth(), ct)).Match(health => health.Workflows, _ => []);
        return Page();
    }

    private async Task ReadBooksAsync(ISender reads, CancellationToken ct)
    {
        Trend = (await reads.Send(new GetMonthlyTrend(Today), ct)).Match<MonthlyTrend?>(trend => trend, _ => null);
        Receivables = (await reads.Send(new GetReceivablesDue(Today), ct)).Match<DueItems?>(due => due, _ => null);
        Payables = (await reads.Send(new GetPayablesDue(Today), ct)).Match<DueItems?>(due => due, _ => null);

        // Half of what comes and goes would be no forecast.
        if (Trend is not null && Receivables is not null && Payables is not null)
        {
            var recurring = (await reads.Send(new GetRecurringDue(Today), ct)).Match(weeks => weeks, _ => []);
            var scheduled = (await reads.Send(new GetScheduledMoney(Today), ct)).Match(weeks => weeks, _ => []);
            Forecast = CashForecast.Of(Trend.Cash.Minor, Today, Receivables.Weeks, Payables.Weeks, recurring, scheduled);
        }

        FirstSteps =
        [
            .. Trend is { } books ? [new FirstStep("Choose a chart of accounts", "A template is enough to begin with.", "/Accounts/Index", Permissions.Ledger.Manage, books.HasAccounts)] : Array.Empty<FirstStep>(),
            new FirstStep("Import a bank statement", "Add a bank account, then the file from your bank.", "/Banking/Index", Permissions.Banking.Import, Overview.Lines > 0),
            .. Receivables is { } sold ? [new FirstStep("Write your first invoice", "It is a draft until you give it its number.", "/Invoices/New", Permissions.Invoices.Manage, sold.HasAny)] : Array.Empty<FirstStep>(),
        ];
    }
}

/// <param name="Title">What to do.</param>
/// <param name="Text">What it takes.</param>
/// <param name="Page">Where.</param>
/// <param name="Permission">It is shown to those who may do it.</param>
/// <param name="IsDone">It is done.</param>
public sealed record FirstStep(string Title, string Text, string Page, string Permission, bool IsDone);
