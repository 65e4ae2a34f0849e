using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Trials;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Tries the saved draft in memory, once or on past events.</summary>
[RequirePermission(Permissions.Workflows.Manage)]
public sealed class TestModel(ISender sender) : PageModel
{
    public const int MostEvents = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public TestForm Input { get; set; } = new();

    public WorkflowDetail Workflow { get; private set; } = null!;

    public IReadOnlyList<string> Events { get; private set; } = [];

    /// <summary>Keys and names.</summary>
    public IReadOnlyList<(string Key, string Name)> Steps { get; private set; } = [];

    public TestRun? Run { get; private set; }

    public Backtest? Past { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;
        if (!TestForm.TryParse(Input.Data, out var data))
            return this.Invalid(Error.Validation("data", "This is not JSON."));
        if (!TestForm.TryParse(Input.Pins, out var pins) || pins is { ValueKind: not JsonValueKind.Object })
            return this.Invalid(Error.Validation("pins", "This is not a JSON object."));
        var made = string.IsNullOrEmpty(Input.Event) ? null : new TestEvent(Input.Event, data);
        var tried = await sender.Send(
            new TestDraft(
                new WorkflowId(Id), data, made, Pins: pins?.EnumerateObject().ToDictionary(pin => pin.Name, pin => pin.Value),
                Until: string.IsNullOrEmpty(Input.Until) ? null : Input.Until),
            ct);
        if (tried.Error is { } error)
            return this.Invalid(InForm(error));
        Run = tried.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostBacktestAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refusal)
            return refusal;
        var tried = await sender.Send(new BacktestDraft(new WorkflowId(Id), Input.Days, MostEvents), ct);
        if (tried.Error is { } error)
            return this.Invalid(error);
        Past = tried.Value;
        return Page();
    }

    // The use case names the members of the API.
    private static Error InForm(Error error) => error.Fields is null ? error : error with
    {
        Fields = error.Fields.GroupBy(field => field.Key.Split('.')[0] switch { "pins" => "pins", "until" => "until", "input" or "event" => "data", _ => "" }, field => field.Value)
            .ToDictionary(place => place.Key, place => place.SelectMany(messages => messages).ToArray()),
    };

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetWorkflow(new WorkflowId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);
        Workflow = found.Value;
        Events =
        [
            .. Workflow.Triggers.EnumerateArray()
                .Select(trigger => trigger.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null)
                .OfType<string>().Distinct(),
        ];
        Steps =
        [
            .. Workflow.Steps.EnumerateArray()
                .Where(step => step.ValueKind == JsonValueKind.Object)
                .Select(step => (Key: Text(step, "key"), Name: Text(step, "name")))
                .Where(step => step.Key.Length > 0)
                .Select(step => (step.Key, step.Name.Length > 0 ? step.Name : step.Key)),
        ];
        return null;
    }

    private static string Text(JsonElement step, string name) =>
        step.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
