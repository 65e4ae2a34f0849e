using Financbase.Application.Mail;

namespace Financbase.Application.Access;

/// <summary>The addresses that our mails lead to. Each shows a button: a scanner that follows links must change nothing.</summary>
internal static class AccountLinks
{
    public static Uri Confirm(this ISiteAddress site, string secret, string? returnUrl = null) => site.Link(
        $"/account/confirm?token={Uri.EscapeDataString(secret)}" + (returnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(returnUrl)}"));

    public static Uri ResetPassword(this ISiteAddress site, string secret) =>
        site.Link($"/account/reset-password?token={Uri.EscapeDataString(secret)}");

    public static Uri ForgotPassword(this ISiteAddress site) => site.Link("/account/forgot-password");
}
