using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.ApiKeys;

[RequirePermission(Permissions.ApiKeys.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<ApiKeyView> Csv = CsvFormat.Of<ApiKeyView>(
        ("Name", row => row.Name),
        ("Public id", row => row.PublicId),
        ("Made by", row => row.CreatedBy),
        ("Scopes", row => row.Scopes),
        ("Networks", row => row.AllowedNetworks),
        ("Made", row => row.CreatedAt),
        ("Expires", row => row.ExpiresAt),
        ("Revoked", row => row.RevokedAt),
        ("Last used", row => row.LastUsedAt),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public ApiKeyState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ApiKeyView> Keys { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => State is not null || !string.IsNullOrWhiteSpace(Text);

    /// <summary>The new key, once.</summary>
    public string? Secret { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var keys = await sender.Send(List(new PageRequest(Cursor: Cursor)), ct);
        if (keys.Error is { } error)
            return this.Refused(error);

        Keys = keys.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<ApiKeyView>(sender, List, Csv, "API keys");

    /// <summary>Answers with the page itself: an address to come back to would show the key again.</summary>
    [Sends<RotateApiKey>]
    public async Task<IActionResult> OnPostRotateAsync(Guid id, int hours, CancellationToken ct)
    {
        var rotated = await sender.Send(new RotateApiKey(new ApiKeyId(id), hours), ct);
        if (rotated.Error is { } error)
        {
            this.Toast(error.Message, Tone.Bad);
            return RedirectToPage(new { State, Text });
        }

        Secret = rotated.Value.Token.Reveal();
        return await OnGetAsync(ct);
    }

    [Sends<RevokeApiKey>]
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(new RevokeApiKey(new ApiKeyId(id)), ct)).Match(
            _ => ("The key is revoked.", Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage(new { State, Text });
    }

    private ListApiKeys List(PageRequest page) => new(page, Text, State);
}
