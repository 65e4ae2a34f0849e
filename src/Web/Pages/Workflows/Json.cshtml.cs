using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>The draft as text, for what the form does not show and for those who write definitions.</summary>
[RequirePermission(Permissions.Workflows.Manage)]
public sealed class JsonModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DefinitionInput Input { get; set; } = new();

    public WorkflowDetail Workflow { get; private set; } = null!;

    /// <summary>Where in the JSON, and what.</summary>
    public IReadOnlyList<(string Place, string Message)> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var refusal = await LoadAsync(ct);
        Input = refusal is null ? new() { Definition = DraftJson.Of(Workflow), Revision = Workflow.Revision } : Input;
        return refusal ?? Page();
    }

    [Sends<SaveDraft>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var saved = await sender.Send(new SaveDraft(new WorkflowId(Id), Input.Definition ?? "", Input.Revision), ct);
        if (saved.Error is not { } error)
        {
            this.Toast("Draft saved.");
            return RedirectToPage("/Workflows/Details", new { Id });
        }

        Problems = [.. (error.Fields ?? new Dictionary<string, string[]>()).SelectMany(field => field.Value, (field, message) => (field.Key, message))];
        return await LoadAsync(ct) ?? this.Invalid(error with { Fields = null, Message = Problems.Count > 0 ? "" : error.Message });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetWorkflow(new WorkflowId(Id)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Workflow = found.Value;
        return null;
    }
}

public sealed record DefinitionInput
{
    public string? Definition { get; init; }

    public int Revision { get; init; }
}
