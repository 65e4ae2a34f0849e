using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>An international bank account number (ISO 13616), kept without spaces and in capitals.</summary>
public readonly record struct Iban
{
    private const int Shortest = 15;
    private const int Longest = 34;

    private readonly string? _value;

    private Iban(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("An IBAN was never set.");

    /// <summary>The country's own account number: everything after country code and check digits.</summary>
    public string Bban => Value[4..];

    /// <exception cref="DomainException"><c>banking.invalid_iban</c></exception>
    public static Iban Of(string text) => TryParse(text, out var iban) ? iban : throw new DomainException(BankingErrors.InvalidIban(text));

    public static bool TryParse(string? text, out Iban iban)
    {
        var compact = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        var valid = HasShape(compact) && Remainder(compact) == 1;
        iban = valid ? new Iban(compact) : default;
        return valid;
    }

    /// <summary>In groups of four, as printed on paper.</summary>
    public string ToGroups() => string.Join(' ', Value.Chunk(4).Select(group => new string(group)));

    public override string ToString() => Value;

    private static bool HasShape(string compact) =>
        compact.Length is >= Shortest and <= Longest
        && compact.All(char.IsAsciiLetterOrDigit)
        && char.IsAsciiLetter(compact[0]) && char.IsAsciiLetter(compact[1])
        && char.IsAsciiDigit(compact[2]) && char.IsAsciiDigit(compact[3]);

    // ISO 7064 MOD 97-10: the first four characters move to the end, a letter counts as 10 to 35, the remainder must be 1.
    private static int Remainder(string compact) => compact.Skip(4).Concat(compact.Take(4)).Aggregate(0, (sum, c) =>
        char.IsAsciiDigit(c) ? (sum * 10 + (c - '0')) % 97 : (sum * 100 + (c - 'A' + 10)) % 97);
}
