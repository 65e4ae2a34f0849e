using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows.Executions;

/// <summary>One run: facts, the steps on an axis of time, one step's input and output, the log. Follows a live run by polling.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    private const int LogLines = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The key of the step that is looked into.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    public ExecutionDetail Run { get; private set; } = null!;

    public Waterfall Waterfall { get; private set; } = null!;

    public ExecutionStep? Chosen { get; private set; }

    public Page<ExecutionLogLine> Log { get; private set; } = new([], null, LogLines);

    public bool IsLive => !Run.Status.IsFinal() && Run.Status != ExecutionStatus.Parked;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetExecution(new WorkflowExecutionId(Id)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Run = found.Value;
        Waterfall = Waterfall.Of(Run, clock.GetUtcNow());
        Chosen = Choose(Run, Step) is { } chosen ? await WholeAsync(chosen, ct) : null;
        var log = await sender.Send(new GetExecutionLogs(new WorkflowExecutionId(Id), new PageRequest(LogLines)), ct);
        Log = log.IsSuccess ? log.Value : Log;
        return Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Execution", this) : Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(new CancelExecution(new WorkflowExecutionId(Id)), ct)).Match(
            _ => ("Cancelled. A call that was under way cannot be called back.", Tone.Ok),
            error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage(new { Id, Step });
    }

    private async Task<ExecutionStep> WholeAsync(ExecutionStep cut, CancellationToken ct)
    {
        var whole = await sender.Send(new GetExecutionStep(new WorkflowExecutionId(Id), cut.Key), ct);
        return whole.IsSuccess ? whole.Value : cut;
    }

    private static ExecutionStep? Choose(ExecutionDetail run, string? key) =>
        run.Steps.FirstOrDefault(step => step.Key == key)
        ?? run.Steps.FirstOrDefault(step => step.Key == run.FailedStep)
        ?? run.Steps.FirstOrDefault(step => step.Status is StepStatus.Running or StepStatus.Waiting or StepStatus.Parked)
        ?? run.Steps.LastOrDefault(step => step.Attempt > 0);
}
