using System.ComponentModel.DataAnnotations;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Pages.Personal;

[AnyUser]
[EnableRateLimiting(PasswordRateLimit.Policy)]
public sealed class SecurityModel(ISender sender) : PageModel
{
    [BindProperty]
    public ChangePasswordInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    [Sends<ChangePassword>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await sender.Send(
            new ChangePassword(Input.Current ?? "", Input.New ?? "", this.Session()!.Value, this.Address()), ct);
        if (done.Error is { } error)
            return this.Again(error);

        this.Toast("Your password is changed. Every other device was signed out.");
        return RedirectToPage();
    }
}

public sealed record ChangePasswordInput
{
    [DataType(DataType.Password)]
    public string? Current { get; init; }

    [DataType(DataType.Password)]
    public string? New { get; init; }
}
