using System.Collections.Frozen;

namespace Financbase.Domain.SharedKernel;

/// <summary>An ISO 4217 currency that is in use, with its number of decimals (JPY 0, EUR 2, BHD 3).</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, int> Decimals = Known();

    private readonly string? _code;

    private Currency(string code) => _code = code;

    public string Code => _code ?? throw new InvalidOperationException("A currency was never set.");

    /// <summary>How many decimals the minor unit has (ISO 4217 "minor unit").</summary>
    public int Exponent => Decimals[Code];

    public static IReadOnlyCollection<string> Codes => Decimals.Keys;

    public static bool TryParse(string? code, out Currency currency)
    {
        var upper = code?.Trim().ToUpperInvariant() ?? "";
        var known = Decimals.ContainsKey(upper);
        currency = known ? new Currency(upper) : default;
        return known;
    }

    public static Currency Of(string code) => TryParse(code, out var currency)
        ? currency
        : throw new DomainException(Error.Rule("money.unknown_currency", $"“{code}” is not an ISO 4217 currency in use."));

    public override string ToString() => Code;

    // Source: ISO 4217 list one (active codes), without funds, metals and test codes.
    private static FrozenDictionary<string, int> Known()
    {
        const string two = """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
            CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
            ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
            MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
            SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR
            ZMW ZWG
            """;
        const string none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        const string three = "BHD IQD JOD KWD LYD OMR TND";

        return Split(two, 2).Concat(Split(none, 0)).Concat(Split(three, 3)).ToFrozenDictionary();

        static IEnumerable<KeyValuePair<string, int>> Split(string codes, int exponent) => codes
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(code => KeyValuePair.Create(code, exponent));
    }
}
