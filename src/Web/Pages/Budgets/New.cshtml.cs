using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Budgets;

[RequirePermission(Permissions.Budgets.Manage)]
public sealed class NewModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty]
    public NewBudgetInput Input { get; set; } = new();

    public void OnGet() => Input = new() { FiscalYear = clock.GetUtcNow().Year, ThresholdPercents = BudgetInput.Percents(Budget.UsualThresholds), Name = string.Create(CultureInfo.InvariantCulture, $"Budget {clock.GetUtcNow().Year}") };

    [Sends<CreateBudget>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        decimal? percent = null;
        if (!string.IsNullOrWhiteSpace(Input.ChangePercent))
        {
            if (!decimal.TryParse(Input.ChangePercent.Trim().TrimEnd('%'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed))
                return this.Invalid(Error.Validation("changePercent", "Write a percentage like 5 or -2.5."));
            percent = typed;
        }

        if (BudgetInput.ReadPercents(Input.ThresholdPercents) is not { } thresholds)
            return this.Invalid(BudgetInput.NoPercents);

        var created = await sender.Send(new CreateBudget(Input.Name ?? "", Input.FiscalYear, [], thresholds, percent), ct);
        if (created.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{created.Value.Name} is drawn up. Now fill in its months.");
        return RedirectToPage("/Budgets/Edit", new { id = created.Value.Id.Value });
    }
}

public sealed record NewBudgetInput
{
    public string? Name { get; init; }

    public int FiscalYear { get; init; }

    public string? ThresholdPercents { get; init; }

    public string? ChangePercent { get; init; }
}
