using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Hashes the password as its person typed it whatever the keyboard composes: “é” is one code point on one system and
/// two on another (NIST SP 800-63B-4 §3.1.1.2 asks for NFKC).
/// </summary>
internal sealed class UserPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    public override string HashPassword(User user, string password) => base.HashPassword(user, Normalized(password));

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Normalized(providedPassword));

    // Enumerating the runes first replaces what is not text, which Normalize would throw at.
    private static string Normalized(string password) =>
        string.Concat(password.EnumerateRunes()).Normalize(NormalizationForm.FormKC);
}
