using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>Whether a file writes 1.234,56 or 1,234.56, told by all of its amounts together.</summary>
internal sealed class DecimalEvidence
{
    private const int Usual = 64;

    [Flags]
    private enum Signs
    {
        None = 0,
        Point = 1,
        Comma = 2,
        PointOrThousands = 4,
        CommaOrThousands = 8,
    }

    private Signs _signs;

    public void Take(string amount) => _signs |= Judge(amount);

    /// <summary>What both show.</summary>
    public void Add(DecimalEvidence other) => _signs |= other._signs;

    /// <summary>Null when the amounts contradict each other or may be read both ways.</summary>
    public char? Separator(Currency currency)
    {
        var (eitherPoint, eitherComma) = (_signs.HasFlag(Signs.PointOrThousands), _signs.HasFlag(Signs.CommaOrThousands));
        return (_signs.HasFlag(Signs.Point), _signs.HasFlag(Signs.Comma)) switch
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

    private static Signs Judge(string amount)
    {
        var digits = Digits(amount, amount.Length <= Usual ? stackalloc char[Usual] : new char[amount.Length]);
        var (points, commas) = (digits.Count('.'), digits.Count(','));
        return (points, commas) switch
        {
            (0, 0) => Signs.None,
            ( > 0, > 0) => digits.LastIndexOf('.') > digits.LastIndexOf(',') ? Signs.Point : Signs.Comma,
            ( > 1, 0) => Signs.Comma,
            (0, > 1) => Signs.Point,
            (1, 0) => MayGroupThousands(digits, '.') ? Signs.PointOrThousands : Signs.Point,
            _ => MayGroupThousands(digits, ',') ? Signs.CommaOrThousands : Signs.Comma,
        };
    }

    private static ReadOnlySpan<char> Digits(string amount, Span<char> digits)
    {
        var count = 0;
        foreach (var c in amount)
        {
            if (char.IsAsciiDigit(c) || c is '.' or ',')
            {
                digits[count++] = c;
            }
        }

        return digits[..count].Trim(".,");
    }

    private static bool MayGroupThousands(ReadOnlySpan<char> digits, char separator)
    {
        var at = digits.IndexOf(separator);
        return digits.Length - at == 4 && at is >= 1 and <= 3 && digits[0] != '0';
    }
}
