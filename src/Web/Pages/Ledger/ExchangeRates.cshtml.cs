using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Financbase.Web.Pages.Ledger;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class ExchangeRatesModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : PageModel
{
    private static readonly DownloadFormat<ExchangeRateView> Csv = CsvFormat.Of<ExchangeRateView>(
        ("From", row => row.Date),
        ("Currency", row => row.Currency),
        ("Rate", row => row.Rate));

    [BindProperty]
    public RateInput Input { get; set; } = new();

    /// <summary>In the code of the currency.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ExchangeRateView> Rates { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public string Currency => tenant.Tenant!.BaseCurrency.Code;

    public IReadOnlyList<SelectListItem> Currencies =>
        [.. Domain.SharedKernel.Currency.Codes.Where(code => code != Currency).Order(StringComparer.Ordinal).Select(code => new SelectListItem(code, code))];

    public Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Input = new() { Date = Days.Today(clock, Appearance.Of(Request).Zone) };
        return LoadAsync(ct);
    }

    [Sends<AddExchangeRate>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var added = await AddAsync(ct);
        if (added.Error is { } error)
        {
            await LoadAsync(ct);
            return this.Invalid(error);
        }

        this.Toast($"The rate of {added.Value.Currency} is added.");
        return RedirectToPage();
    }

    [Sends<DeleteExchangeRate>]
    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken ct)
    {
        if ((await sender.Send(new DeleteExchangeRate(new(id)), ct)).Error is { } error)
            return this.Refused(error);

        this.Toast("The rate is deleted.");
        return RedirectToPage();
    }

    public IActionResult OnGetCsv()
    {
        var text = Text;
        return new ListDownload<ExchangeRateView>(sender, page => new ListExchangeRates(page, Text: text), Csv, "exchange-rates");
    }

    private async Task<Result<ExchangeRateView>> AddAsync(CancellationToken ct)
    {
        if (Input.Date is not { } date)
            return Error.Validation("date", "Choose a day.");
        if (!decimal.TryParse(Input.Rate?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate))
            return Error.Validation("rate", "Write a rate like 0.8532.");

        return await sender.Send(new AddExchangeRate(Input.Currency ?? "", date, rate), ct);
    }

    private async Task<IActionResult> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListExchangeRates(new PageRequest(Cursor: Cursor), Text: Text), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Rates = found.Value;
        return Page();
    }
}

public sealed record RateInput
{
    public string? Currency { get; init; }

    public DateOnly? Date { get; init; }

    public string? Rate { get; init; }
}
