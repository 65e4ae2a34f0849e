using Microsoft.AspNetCore.Identity;

namespace Financbase.Infrastructure.Access;

internal static class PasswordHashing
{
    /// <summary>PBKDF2-HMAC-SHA512 (Identity's version 3 format) at the count that OWASP's cheat sheet names for it.</summary>
    public static void Configure(PasswordHasherOptions options)
    {
        options.CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3;
        options.IterationCount = 210_000;
    }
}
