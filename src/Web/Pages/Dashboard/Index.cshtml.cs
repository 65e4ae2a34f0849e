using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Organizations;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Dashboard;

/// <summary>The organization's home. What the reader may not see elsewhere is left out here as well.</summary>
[RequirePermission(Permissions.Organization.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly PageRequest Latest = new(8);

    public Overview Overview { get; private set; } = null!;

    public IReadOnlyList<BankTransactionView> Lines { get; private set; } = [];

    public IReadOnlyList<ExecutionSummary> Runs { get; private set; } = [];

    /// <summary>Of the workflows that ran lately.</summary>
    public IReadOnlyList<WorkflowHealth> Health { get; private set; } = [];

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
        Health = (await reads.Send(new ListWorkflowHealth(), ct)).Match(health => health.Workflows, _ => []);
        return Page();
    }
}
