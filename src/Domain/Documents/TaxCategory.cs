namespace Financbase.Domain.Documents;

/// <summary>Why a rate is what it is. The codes are those of UNCL 5305, as EN 16931 uses them.</summary>
public enum TaxCategory
{
    /// <summary>S: the usual or a reduced rate.</summary>
    Standard,

    /// <summary>Z: taxed, at 0 %.</summary>
    ZeroRated,

    /// <summary>E: not taxed by law.</summary>
    Exempt,

    /// <summary>AE: the customer owes the tax.</summary>
    ReverseCharge,

    /// <summary>K: goods and services to a business in another country of the European Union.</summary>
    IntraCommunity,

    /// <summary>G: goods that leave the customs territory.</summary>
    Export,

    /// <summary>O: no matter for this tax.</summary>
    OutOfScope,
}

public static class TaxCategories
{
    /// <summary>Source: UNCL 5305, duty or tax or fee category code.</summary>
    public static string Code(this TaxCategory category) => category switch
    {
        TaxCategory.Standard => "S",
        TaxCategory.ZeroRated => "Z",
        TaxCategory.Exempt => "E",
        TaxCategory.ReverseCharge => "AE",
        TaxCategory.IntraCommunity => "K",
        TaxCategory.Export => "G",
        TaxCategory.OutOfScope => "O",
    };

    public static TaxCategory? Find(string? code) =>
        Enum.GetValues<TaxCategory>().Select(category => (TaxCategory?)category).FirstOrDefault(category => category!.Value.Code() == code);
}
