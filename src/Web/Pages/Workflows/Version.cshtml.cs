using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>What is different from a version to another one or the draft, and the way back to it.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class VersionModel(ISender sender) : PageModel
{
    private const int LongestText = 2_000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int N { get; set; }

    /// <summary>The number of the version to compare with; null is the draft.</summary>
    [BindProperty(SupportsGet = true)]
    public int? With { get; set; }

    public WorkflowDetail Workflow { get; private set; } = null!;

    public WorkflowVersionDetail Version { get; private set; } = null!;

    public WorkflowVersionDiff Diff { get; private set; } = null!;

    /// <summary>The newest versions.</summary>
    public IReadOnlyList<WorkflowVersionSummary> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var id = new WorkflowId(Id);
        var workflow = await sender.Send(new GetWorkflow(id), ct);
        var version = await sender.Send(new GetWorkflowVersion(id, N), ct);
        var diff = await sender.Send(new CompareWorkflowVersions(id, N, With), ct);
        var versions = await sender.Send(new ListWorkflowVersions(id, new PageRequest(PageRequest.MaxLimit)), ct);
        if ((workflow.Error ?? version.Error ?? diff.Error ?? versions.Error) is { } error)
        {
            return this.Refused(error);
        }

        (Workflow, Version, Diff) = (workflow.Value, version.Value, diff.Value);
        Others = [.. versions.Value.Items.Where(other => other.Number != N)];
        return Page();
    }

    [Sends<RestoreWorkflowVersion>]
    public async Task<IActionResult> OnPostRestoreAsync(int revision, CancellationToken ct)
    {
        var restored = await sender.Send(new RestoreWorkflowVersion(new WorkflowId(Id), N, revision), ct);
        if (restored.Error is { Kind: ErrorKind.NotFound } missing)
        {
            return this.Refused(missing);
        }

        var (text, tone) = restored.Match(_ => ($"The draft is as version {N} was.", Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return restored.IsSuccess ? RedirectToPage("/Workflows/Details", new { Id }) : RedirectToPage(new { Id, N });
    }

    /// <summary>A value for reading: a text without its quotes, anything else as JSON, a long one by its beginning.</summary>
    public static string Text(JsonElement? value)
    {
        var text = value is not { } there ? "–"
            : there.ValueKind == JsonValueKind.String ? there.GetString()!
            : JsonSerializer.Serialize(there, Readable);
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }
}
