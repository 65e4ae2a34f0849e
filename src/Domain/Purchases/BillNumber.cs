using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Numbers of vendors as people type them: “RE-2026/0042”, “re 2026 42”.</summary>
public static class BillNumber
{
    /// <summary>As it may be kept.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal static string Checked(string? number) =>
        OptionalText.Of(number, BillTerms.LongestNumber, "number") is { } written && KeyOf(written).Length > 0
            ? written
            : throw new DomainException(Error.Validation("number", $"Write the vendor's number, in 1 to {BillTerms.LongestNumber} characters."));

    /// <summary>
    /// The same for numbers that differ only in case, in what stands between letters and digits, or in zeros before a run of digits.
    /// Empty where there is neither letter nor digit.
    /// </summary>
    public static string KeyOf(string number)
    {
        var key = new System.Text.StringBuilder(number.Length);
        var before = '\0';
        for (var place = 0; place < number.Length; place++)
        {
            var sign = number[place];
            if (!char.IsLetterOrDigit(sign))
            {
                before = '\0';
                continue;
            }

            var leads = sign == '0' && !char.IsDigit(before) && place + 1 < number.Length && char.IsDigit(number[place + 1]);
            if (leads)
                continue;

            // Runs of digits stay apart: 1-23 is not 12-3.
            if (char.IsDigit(sign) && before == '\0' && key.Length > 0 && char.IsDigit(key[^1]))
                key.Append('-');
            key.Append(char.ToUpperInvariant(sign));
            before = sign;
        }

        return key.ToString();
    }
}
