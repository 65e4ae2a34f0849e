using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Sales;

/// <summary>When and with which words customers are reminded.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed class RemindersModel(ISender sender) : PageModel
{
    private const int More = 2;

    [BindProperty]
    public ReminderInput Input { get; set; } = new();

    public DateOnly? Since { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetReminderPolicy(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Since = found.Value.ActiveSince;
        Input = ReminderInput.Of(found.Value, Math.Min(found.Value.Stages.Count + More, ReminderPolicy.MostStages));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Input = Input with { Stages = [.. Input.Stages.Where(stage => stage.Days is not null)] };
        var saved = await sender.Send(new SaveReminderPolicy(Input.IsActive, [.. Input.Stages.Select(stage => stage.ToStage())]), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast("Saved.");
        return RedirectToPage();
    }
}

public sealed record ReminderInput
{
    public bool IsActive { get; init; }

    public List<StageInput> Stages { get; init; } = [];

    public static ReminderInput Of(ReminderPolicyView policy, int places) => new()
    {
        IsActive = policy.IsActive,
        Stages = [.. policy.Stages.Select(StageInput.Of), .. Enumerable.Range(0, places - policy.Stages.Count).Select(_ => new StageInput())],
    };
}

public sealed record StageInput
{
    public int? Days { get; init; }

    public string? Subject { get; init; }

    public string? Body { get; init; }

    public static StageInput Of(ReminderStage stage) => new() { Days = stage.Days, Subject = stage.Subject, Body = stage.Body };

    public ReminderStage ToStage() => new(Days ?? 0, Subject ?? "", Body ?? "");
}
