using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Secrets;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Secrets;

[RequirePermission(Permissions.Secrets.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<SecretView> Csv = CsvFormat.Of<SecretView>(
        ("Name", row => row.Name),
        ("Description", row => row.Description),
        ("Used by", row => SecretsErrors.Named(row.UsedBy.Select(use => use.Name), row.UsedByOthers)),
        ("Last used", row => row.LastUsedAt),
        ("Value set", row => row.SetAt),
        ("Set by", row => row.SetBy));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public SecretState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<SecretView> Secrets { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListSecrets(new PageRequest(Cursor: Cursor), Text, State), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Secrets = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<SecretView>(sender, page => new ListSecrets(page, Text, State), Csv, "secrets");

    /// <summary>What to write in a workflow.</summary>
    public static string Reference(string name) => SecretTexts.Reference(name);
}
