using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Starts the published version by hand.</summary>
[RequirePermission(Permissions.Workflows.Execute)]
public sealed class RunModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RunInput Input { get; set; } = new();

    public WorkflowDetail Workflow { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    [Sends<ExecuteWorkflow>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
        {
            return refusal;
        }

        var data = Parse(Input.Data);
        if (data.Error is { } unreadable)
        {
            return this.Invalid(unreadable);
        }

        var started = await sender.Send(new ExecuteWorkflow(new WorkflowId(Id), data.Value, StartSource.Manual, Input.Correlation), ct);
        return started.Error is { } error
            ? this.Invalid(error.Fields is { } fields && fields.ContainsKey("input") ? Error.Validation("data", fields["input"][0]) : error)
            : RedirectToPage("/Workflows/Executions/Details", new { id = started.Value.ExecutionId });
    }

    private static Result<JsonElement> Parse(string? text)
    {
        try
        {
            return JsonElement.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text);
        }
        catch (JsonException mistake)
        {
            return Error.Validation("data", $"This is not JSON: line {mistake.LineNumber + 1} does not fit.");
        }
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

public sealed record RunInput
{
    public string? Data { get; init; } = "{}";

    public string? Correlation { get; init; }
}
