using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Web.Access;
using Financbase.Web.Api;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows.Executions;

/// <summary>One run: facts, the steps on an axis of time, one step's input and output, the log. Follows a live run.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed class DetailsModel(ISender sender, ExecutionStreams streams, TimeProvider clock) : PageModel
{
    private const int LogLines = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The address of the step that is looked into.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Step { get; set; }

    [BindProperty]
    public RepairInput Input { get; set; } = new();

    public ExecutionDetail Run { get; private set; } = null!;

    public Waterfall Waterfall { get; private set; } = null!;

    public ExecutionStep? Chosen { get; private set; }

    public Page<ExecutionLogLine> Log { get; private set; } = new([], null, LogLines);

    public bool IsLive => !Run.Status.IsFinal() && Run.Status != ExecutionStatus.Parked;

    private WorkflowExecutionId Execution => new(Id);

    /// <summary>The whole run was set aside, not one of its steps.</summary>
    public bool IsSetAside => Run is { Status: ExecutionStatus.Parked, ParkedReason: ParkedReasons.Poison } && Run.Steps.All(step => step.Status != StepStatus.Parked);

    public bool MayBeginAt(ExecutionStep step) => Run.Status.IsFinal() && step is { Path: "", Attempt: > 0 };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct)
        ?? (Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Execution", this) : Page());

    /// <summary>Tells the page when to look again.</summary>
    public async Task<IActionResult> OnGetStreamAsync() =>
        (await streams.OpenAsync(HttpContext, Execution)).Match(stream => (IActionResult)stream, error => this.Refused(error));

    [Sends<CancelExecution>]
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct) =>
        Told(await sender.Send(new CancelExecution(Execution), ct), "Cancelled. A call that was under way cannot be called back.");

    [Sends<ContinueExecution>]
    public async Task<IActionResult> OnPostContinueAsync(CancellationToken ct) =>
        Told(await sender.Send(new ContinueExecution(Execution), ct), "It is tried again, from where it stood.");

    [Sends<ResolveStep>]
    public async Task<IActionResult> OnPostResolveAsync(CancellationToken ct)
    {
        var read = Input.Resolve(Execution);
        var error = read.Error ?? (await sender.Send(read.Value, ct)).Error;
        if (error?.Fields is not null)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast(error?.Message ?? "Resolved. The run goes on with it.", error is null ? Tone.Ok : Tone.Bad);
        return RedirectToPage(new { Id, Step });
    }

    [Sends<RetryExecution>]
    public async Task<IActionResult> OnPostRetryAsync(CancellationToken ct)
    {
        var again = await sender.Send(new RetryExecution(Execution, Input.From ?? "start", Input.Version), ct);
        return again.Error is not null ? Told(again, "") : RedirectToPage(new { Id = again.Value.ExecutionId, Step = "" });
    }

    private RedirectToPageResult Told<T>(Result<T> done, string sentence)
    {
        this.Toast(done.Error?.Message ?? sentence, done.Error is null ? Tone.Ok : Tone.Bad);
        return RedirectToPage(new { Id, Step });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetExecution(Execution), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Run = found.Value;
        Waterfall = Waterfall.Of(Run, clock.GetUtcNow());
        Chosen = Choose(Waterfall, Run, Step) is { } chosen ? await WholeAsync(chosen, ct) : null;
        var log = await sender.Send(new GetExecutionLogs(Execution, new PageRequest(LogLines)), ct);
        Log = log.IsSuccess ? log.Value : Log;
        return null;
    }

    private async Task<ExecutionStep> WholeAsync(ExecutionStep cut, CancellationToken ct)
    {
        var whole = await sender.Send(new GetExecutionStep(Execution, cut.Key, cut.Path.Length > 0 ? cut.Path : null), ct);
        return whole.IsSuccess ? whole.Value : cut;
    }

    private static ExecutionStep? Choose(Waterfall chart, ExecutionDetail run, string? address) =>
        chart.Rows.FirstOrDefault(row => row.Address == address)?.Step
        ?? chart.Rows.FirstOrDefault(row => row.Address == run.FailedStep)?.Step
        ?? run.Steps.FirstOrDefault(step => step.Status is StepStatus.Running or StepStatus.Waiting or StepStatus.Parked)
        ?? run.Steps.LastOrDefault(step => step.Attempt > 0);
}
