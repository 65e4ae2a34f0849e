using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Whether a file writes 1.234,56 or 1,234.56, told by all of its amounts together.</summary>
internal static class DecimalSeparators
{
    private enum Verdict
    {
        Nothing,
        Point,
        Comma,
        PointOrThousands,
        CommaOrThousands,
    }

    /// <summary>Null when the amounts contradict each other or may be read both ways.</summary>
    public static char? Find(IEnumerable<string> amounts, Currency currency)
    {
        var verdicts = amounts.Select(Judge).ToHashSet();
        var (point, comma) = (verdicts.Contains(Verdict.Point), verdicts.Contains(Verdict.Comma));
        var (eitherPoint, eitherComma) = (verdicts.Contains(Verdict.PointOrThousands), verdicts.Contains(Verdict.CommaOrThousands));
        return (point, comma) switch
        {
            (true, true) => null,
            (true, false) => '.',
            (false, true) => ',',
            // “1,234” alone: three decimals exist in few currencies; in all others the comma groups thousands.
            _ when currency.Exponent == 3 && (eitherPoint || eitherComma) => null,
            _ when eitherPoint && eitherComma => null,
            _ => eitherPoint ? ',' : '.',
        };
    }

    private static Verdict Judge(string amount)
    {
        var digits = string.Concat(amount.Where(c => char.IsAsciiDigit(c) || c is '.' or ',')).Trim('.', ',');
        var (points, commas) = (digits.Count(c => c == '.'), digits.Count(c => c == ','));
        return (points, commas) switch
        {
            (0, 0) => Verdict.Nothing,
            ( > 0, > 0) => digits.LastIndexOf('.') > digits.LastIndexOf(',') ? Verdict.Point : Verdict.Comma,
            ( > 1, 0) => Verdict.Comma,
            (0, > 1) => Verdict.Point,
            (1, 0) => MayGroupThousands(digits, '.') ? Verdict.PointOrThousands : Verdict.Point,
            _ => MayGroupThousands(digits, ',') ? Verdict.CommaOrThousands : Verdict.Comma,
        };
    }

    private static bool MayGroupThousands(string digits, char separator)
    {
        var at = digits.IndexOf(separator);
        return digits.Length - at == 4 && at is >= 1 and <= 3 && digits[0] != '0';
    }
}
