namespace Financbase.Domain.Purchases.PaymentFiles;

/// <summary>Where accounts are within the geographical scope of the SEPA schemes, by the country of the IBAN. Source: EPC409-09 (2025).</summary>
public static class SepaCountries
{
    private static readonly HashSet<string> Codes =
    [
        .. ("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO "
            + "AD AL CH GB GG IM JE MC MD ME MK RS SM VA GI GF GP MQ YT RE BL MF PM AX").Split(' '),
    ];

    public static bool Has(string iban) => Codes.Contains(iban[..2]);
}
