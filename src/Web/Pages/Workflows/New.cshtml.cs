using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Pages.Workflows.Form;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Begins a draft: from a name and a start, or from a definition that was exported elsewhere.</summary>
[RequirePermission(Permissions.Workflows.Manage)]
public sealed class NewModel(ISender sender) : PageModel
{
    public const string ByHand = "manual";

    [BindProperty]
    public NewWorkflowInput Input { get; set; } = new();

    public IReadOnlyList<(string Value, string Word)> Events { get; } = KindForms.Trigger("event").Fields[0].Options;

    public void OnGet()
    {
    }

    [Sends<CreateWorkflow>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var definition = string.IsNullOrWhiteSpace(Input.Json) ? Begin(Input) : Input.Json;
        var created = await sender.Send(new CreateWorkflow(definition), ct);
        return created.Error is { } error
            ? this.Invalid(error)
            : RedirectToPage("/Workflows/Details", new { id = created.Value.Id });
    }

    private static string Begin(NewWorkflowInput input)
    {
        var draft = new JsonObject { ["name"] = (input.Name ?? "").Trim(), ["steps"] = new JsonArray() };
        if (!string.IsNullOrWhiteSpace(input.Description))
        {
            draft["description"] = input.Description.Trim();
        }

        draft["trigger"] = input.Start is null or ByHand
            ? new JsonObject { ["type"] = "manual" }
            : new JsonObject { ["type"] = "event", ["event"] = input.Start };
        return draft.ToJsonString(JsonSerializerOptions.Web);
    }
}

public sealed record NewWorkflowInput
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>An event's name, or <see cref="NewModel.ByHand"/>.</summary>
    public string? Start { get; init; }

    public string? Json { get; init; }
}
