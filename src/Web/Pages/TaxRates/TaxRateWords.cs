using Financbase.Domain.Documents;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.TaxRates;

/// <summary>What people call taxes and their categories.</summary>
public static class TaxRateWords
{
    public static string Words(this TaxPart part) => $"{part.Name} {Amounts.Number(part.Percent)} %{(part.IsCompound ? " on top" : "")}";

    public static string Words(this TaxCategory category) => category switch
    {
        TaxCategory.Standard => "Standard or reduced",
        TaxCategory.ZeroRated => "Zero rated",
        TaxCategory.Exempt => "Exempt",
        TaxCategory.ReverseCharge => "Reverse charge",
        TaxCategory.IntraCommunity => "Intra-community supply",
        TaxCategory.Export => "Export",
        TaxCategory.OutOfScope => "Out of scope",
    };
}
