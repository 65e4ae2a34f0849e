using System.Text;

namespace Financbase.Domain.Access;

/// <summary>
/// Length and unguessability, nothing else: rules of composition make people write <c>Password1!</c>
/// (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5 §6.2).
/// </summary>
public static class PasswordRules
{
    public const int MinimumLength = 12;
    public const int MaximumLength = 128;

    /// <summary>
    /// What is wrong with a password in one sentence, or null when it will do. <paramref name="personalWords"/> is what
    /// others know about the person: the e-mail address, the organization's name.
    /// </summary>
    public static string? Fault(string password, params IEnumerable<string> personalWords) => password switch
    {
        _ when !IsText(password) => "The password contains a broken character.",
        _ when LengthOf(password) < MinimumLength => $"Use at least {MinimumLength} characters. Several words are easy to remember.",
        _ when LengthOf(password) > MaximumLength => $"Use at most {MaximumLength} characters.",
        _ when GuessablePassword.Is(password, personalWords) => "This password is among the first that an attacker tries. Use several unrelated words.",
        _ => null,
    };

    private static int LengthOf(string password) => password.EnumerateRunes().Count();

    private static bool IsText(string password) => password.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
