using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.TaxRates;

[RequirePermission(Permissions.TaxRates.Manage)]
public sealed class EditModel(ISender sender) : TaxRateFormModel(sender)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public TaxRateView Rate { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = new()
        {
            Name = Rate.Name,
            Category = Rate.Category,
            IsInclusive = Rate.IsInclusive,
            IsArchived = Rate.IsArchived,
            Parts = Rows(Rate.Parts),
        };
        return Page();
    }

    [Sends<UpdateTaxRate>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;
        var parts = Parts();
        if (parts.Error is { } unread)
            return this.Invalid(unread);

        var saved = await Sender.Send(
            new UpdateTaxRate(new TaxRateId(Id), Input.Name ?? "", parts.Value, Input.Category, Input.IsInclusive, Input.IsArchived), ct);
        return saved.Error is { } error ? this.Invalid(error) : Done($"{saved.Value.Name} is saved.");
    }

    [Sends<DeleteTaxRate>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var removed = await Sender.Send(new DeleteTaxRate(new TaxRateId(Id)), ct);
        return removed.Error is { } error ? this.Refused(error)
            : Done(removed.Value.IsArchived ? "The tax rate is in use, so it is archived." : "The tax rate is deleted.");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetTaxRate(new TaxRateId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Rate = found.Value;
        return null;
    }
}
