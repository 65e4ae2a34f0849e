using System.Globalization;
using System.Text.RegularExpressions;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Reminders;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Sales;

/// <summary>When and with which words customers are reminded.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed partial class RemindersModel(ISender sender) : PageModel
{
    private const int More = 2;

    [BindProperty]
    public ReminderInput Input { get; set; } = new();

    public DateOnly? Since { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await LoadAsync(ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Input = ReminderInput.Of(found.Value, Math.Min(found.Value.Stages.Count + More, ReminderPolicy.MostStages));
        return Page();
    }

    [Sends<SaveReminderPolicy>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        int[] places = [.. Input.Stages.Index().Where(stage => stage.Item.Days is not null).Select(stage => stage.Index)];
        var saved = await sender.Send(new SaveReminderPolicy(Input.IsActive, [.. places.Select(place => Input.Stages[place].ToStage())]), ct);
        if (saved.Error is not { } error)
        {
            this.Toast("Saved.");
            return RedirectToPage();
        }

        return (await LoadAsync(ct)).Error is { } missing ? this.Refused(missing) : this.Invalid(At(error, places));
    }

    private async Task<Result<ReminderPolicyView>> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetReminderPolicy(), ct);
        Since = found.Match(policy => policy.ActiveSince, _ => null);
        return found;
    }

    // The form has places that are left out.
    private static Error At(Error error, int[] places) => error.Fields is not { } fields ? error : error with
    {
        Fields = fields.ToDictionary(
            field => Stage().Replace(field.Key, place => $"stages[{places[int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture)]}]"), field => field.Value),
    };

    [GeneratedRegex(@"^stages\[(\d+)\]")]
    private static partial Regex Stage();
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
