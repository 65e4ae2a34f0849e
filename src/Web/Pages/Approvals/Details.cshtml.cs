using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Approvals;

/// <summary>One question: what is asked, by which run, and the answer.</summary>
[RequirePermission(Permissions.Approvals.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ApprovalInput Input { get; set; } = new();

    public ApprovalDetail Approval { get; private set; } = null!;

    /// <summary>The run that asks, if the reader may see it.</summary>
    public ExecutionDetail? Run { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    [Sends<DecideApproval>]
    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DecideAsync(approve: true, ct);

    [Sends<DecideApproval>]
    public Task<IActionResult> OnPostRejectAsync(CancellationToken ct) => DecideAsync(approve: false, ct);

    [Sends<DelegateApproval>]
    public async Task<IActionResult> OnPostDelegateAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        var done = await sender.Send(new DelegateApproval(new ApprovalId(Id), Input.To ?? ""), ct);
        if (done.Error is { } error)
            return this.Invalid(FormAnswers.Placed(error, Approval.Form));

        this.Toast($"{Input.To} is told and may decide now, too.");
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> DecideAsync(bool approve, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;

        var answers = FormAnswers.Read(Approval.Form, Input.Answers);
        var decided = await sender.Send(new DecideApproval(new ApprovalId(Id), approve, Input.Comment, answers), ct);
        if (decided.Error is { } error)
            return this.Invalid(FormAnswers.Placed(error, Approval.Form));

        this.Toast(approve ? "Approved. The run goes on." : "Rejected. The run goes on.");
        return RedirectToPage("/Approvals/Index");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetApproval(new ApprovalId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Approval = found.Value;
        var run = await sender.Send(new GetExecution(new WorkflowExecutionId(Approval.ExecutionId)), ct);
        Run = run.IsSuccess ? run.Value : null;
        return null;
    }
}

public sealed record ApprovalInput
{
    public string? Comment { get; init; }

    /// <summary>To whom it is handed.</summary>
    public string? To { get; init; }

    /// <summary>In the order of the form.</summary>
    public List<string?> Answers { get; init; } = [];
}
