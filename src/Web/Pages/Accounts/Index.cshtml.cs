using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Accounts;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<AccountView> Csv = CsvFormat.Of<AccountView>(
        ("Code", row => row.Code),
        ("Name", row => row.Name),
        ("Type", row => row.Type),
        ("Subtype", row => row.Subtype),
        ("Description", row => row.Description),
        ("Archived", row => row.IsArchived),
        ("Balance", row => row.Balance),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public AccountType? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<AccountView> Accounts { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Type is not null || Archived is not null;

    private AccountFilter Filter => new(Text, Type, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListAccounts(Filter, new PageRequest(PageRequest.MaxLimit, Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Accounts = found.Value;
        return Page();
    }

    [Sends<AdoptChart>]
    public async Task<IActionResult> OnPostAdoptAsync(string? template, CancellationToken ct)
    {
        var adopted = await sender.Send(new AdoptChart(template ?? ""), ct);
        if (adopted.Error is { Kind: Domain.SharedKernel.ErrorKind.Forbidden } refused)
            return this.Refused(refused);

        this.Toast(adopted.Match(chart => $"{chart.Accounts} accounts are ready.", error => error.Message), adopted.IsSuccess ? Tone.Ok : Tone.Bad);
        return RedirectToPage();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<AccountView>(sender, page => new ListAccounts(filter, page), Csv, "accounts");
    }
}
