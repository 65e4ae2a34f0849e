using Financbase.Application.Access;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Audit;

/// <summary>What a security event says to people.</summary>
internal static class SecurityEventWords
{
    public static string Of(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.SignedIn => "Signed in",
        SecurityEventKind.SignInRefused => "Wrong password",
        SecurityEventKind.SignInLocked => "Sign-in locked",
        SecurityEventKind.SignedOut => "Signed out",
        SecurityEventKind.SignedUp => "Signed up",
        SecurityEventKind.UserCreated => "Account made by an operator",
        SecurityEventKind.PasswordReset => "Password reset",
        SecurityEventKind.PasswordChanged => "Password changed",
        SecurityEventKind.EmailChanged => "E-mail address changed",
        SecurityEventKind.SessionsEnded => "Signed out everywhere",
        SecurityEventKind.ApiKeyRefused => "API key refused",
        SecurityEventKind.AccessRefused => "Access refused",
        SecurityEventKind.JobChanged => "Job started, repeated or deleted",
        SecurityEventKind.OrganizationErased => "Organization erased",
    };

    public static (Tone Tone, string Icon) LookOf(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.SignInRefused or SecurityEventKind.SignInLocked or SecurityEventKind.ApiKeyRefused or SecurityEventKind.AccessRefused =>
            (Tone.Warn, "triangle-alert"),
        SecurityEventKind.PasswordReset or SecurityEventKind.PasswordChanged or SecurityEventKind.EmailChanged => (Tone.Idle, "key-round"),
        _ => (Tone.Ok, "circle-check"),
    };
}
