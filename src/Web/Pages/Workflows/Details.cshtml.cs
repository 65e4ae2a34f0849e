using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Pages.Workflows.Form;
using Financbase.Web.Pages.Workflows.Outline;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>A workflow: its draft as a form, what stands against publishing it, and what it did last.</summary>
[RequirePermission(Permissions.Workflows.Read)]
[RequestFormLimits(ValueCountLimit = 20_000)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    private const int RecentRuns = 8;
    private const int RecentVersions = 5;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DraftForm Input { get; set; } = new();

    public WorkflowDetail Workflow { get; private set; } = null!;

    public WorkflowOutline Outline { get; private set; } = null!;

    /// <summary>What the published version may do; null when it needs no rights.</summary>
    public AutomationView? Automation { get; private set; }

    public IReadOnlyList<ExecutionSummary> Runs { get; private set; } = [];

    /// <summary>Of the last seven days.</summary>
    public RunFigures Figures { get; private set; } = RunFigures.None;

    public IReadOnlyList<WorkflowVersionSummary> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
        {
            return refusal;
        }

        Input = DraftReader.Read(DraftJson.Of(Workflow), Workflow.Revision);
        return Page();
    }

    /// <summary>Changes the form's own shape and keeps nothing yet.</summary>
    public async Task<IActionResult> OnPostShapeAsync(string? act, CancellationToken ct)
    {
        DraftEdit.Apply(Input, act ?? "");
        ModelState.Clear();
        return await LoadAsync(ct) ?? (Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Draft", this) : Page());
    }

    [Sends<PublishWorkflow>, Sends<SaveDraft>]
    public async Task<IActionResult> OnPostSaveAsync(bool publish, CancellationToken ct)
    {
        var saved = await sender.Send(new SaveDraft(new WorkflowId(Id), DraftWriter.Write(Input), Input.Revision), ct);
        if (saved.Error is { } error)
        {
            return await LoadAsync(ct) ?? this.Invalid(InForm(error));
        }

        var (note, tone) = publish ? await PublishAsync(ct) : ("Draft saved.", Tone.Ok);
        this.Toast(note, tone);
        return RedirectToPage();
    }

    private async Task<(string Note, Tone Tone)> PublishAsync(CancellationToken ct) =>
        (await sender.Send(new PublishWorkflow(new WorkflowId(Id)), ct)).Match(
            published => ($"Version {published.PublishedVersion} is published and runs from now on.", Tone.Ok),
            against => ($"The draft is saved. {against.Message}", Tone.Warn));

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    private async Task<IActionResult?> LoadAsync(ISender reads, CancellationToken ct)
    {
        var found = await reads.Send(new GetWorkflow(new WorkflowId(Id)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Workflow = found.Value;
        Outline = WorkflowOutline.Of(JsonElement.Parse(DraftJson.Of(Workflow)));
        var runs = await reads.Send(new ListExecutions(new PageRequest(RecentRuns), new WorkflowId(Id)), ct);
        Automation = (await reads.Send(new ListAutomations(new PageRequest(1), new WorkflowId(Id)), ct)).Match(page => page.Items is [var automation] ? automation : null, _ => null);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        Figures = (await reads.Send(new GetWorkflowStatistics(new WorkflowId(Id), today.AddDays(1 - ListWorkflowHealth.Days), today), ct)).Match(week => week.Total, _ => Figures);
        Runs = runs.IsSuccess ? runs.Value.Items : [];
        var versions = await reads.Send(new ListWorkflowVersions(new WorkflowId(Id), new PageRequest(RecentVersions)), ct);
        Versions = versions.IsSuccess ? versions.Value.Items : [];
        return null;
    }

    // Messages come by JSON path of the definition; the form has fields of its own.
    private Error InForm(Error error) => error.Fields is null ? error : error with
    {
        Fields = error.Fields
            .GroupBy(field => ProblemPlaces.Of(Input, field.Key), field => field.Value)
            .ToDictionary(place => place.Key, place => place.SelectMany(messages => messages).ToArray()),
    };
}
