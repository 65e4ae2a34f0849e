using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Access;
using Financbase.Web.Pages.Audit;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows.Replays;

/// <summary>Asks for many runs of a workflow to be run again.</summary>
[RequirePermission(Permissions.Executions.Manage)]
public sealed class NewModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ReplayChoice Input { get; set; } = new();

    public WorkflowDetail Workflow { get; private set; } = null!;

    public int? Count { get; private set; }

    private WorkflowId Of => new(Id);

    public async Task<IActionResult> OnGetAsync(ExecutionStatus? status, CancellationToken ct)
    {
        if (status?.IsFinal() == true)
            Input = Input with { Status = status.Value };
        return await LoadAsync(ct) ?? Page();
    }

    public async Task<IActionResult> OnPostCountAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;
        var count = await sender.Send(new CountReplays(Of, Filter), ct);
        if (count.Error is { } error)
            return this.Invalid(error);
        Count = count.Value;
        return Page();
    }

    [Sends<BulkReplay>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;
        var begun = await sender.Send(new BulkReplay(Of, Filter, Input.From?.Trim() ?? "", Input.Version), ct);
        return begun.Error is { } error ? this.Invalid(error) : RedirectToPage("/Workflows/Replays/Details", new { id = begun.Value.ReplayId.Value });
    }

    private ReplayFilter Filter
    {
        get
        {
            var days = new AuditSearch { From = Input.FromDay, To = Input.ToDay }.In(Appearance.Of(Request).Zone);
            return new ReplayFilter(Input.Status, days.From, days.To, FailedStep: string.IsNullOrWhiteSpace(Input.FailedStep) ? null : Input.FailedStep.Trim());
        }
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetWorkflow(Of), ct);
        if (found.Error is { } error)
            return this.Refused(error);
        Workflow = found.Value;
        return null;
    }
}

public sealed record ReplayChoice
{
    public ExecutionStatus Status { get; init; } = ExecutionStatus.Failed;

    public DateOnly? FromDay { get; init; }

    public DateOnly? ToDay { get; init; }

    public string? FailedStep { get; init; }

    public string? From { get; init; } = RepeatFrom.Failed.Word;

    public RepeatVersion Version { get; init; }
}
