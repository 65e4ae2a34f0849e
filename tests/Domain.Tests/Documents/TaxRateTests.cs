using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Documents;

public sealed class TaxRateTests
{
    [Test]
    public void It_consists_of_named_taxes_of_which_the_first_is_never_on_top()
    {
        var rate = Define(" Quebec ", TaxCategory.Standard, new(" GST ", 5.00m, IsCompound: true), new("QST", 9.975m, IsCompound: true));

        rate.Name.ShouldBe("Quebec");
        rate.Parts.ShouldBe([new("GST", 5), new("QST", 9.975m, IsCompound: true)]);
    }

    [TestCase("", 5, "name")]
    [TestCase("Rate", -1, "parts")]
    [TestCase("Rate", 1001, "parts")]
    public void What_is_none_is_refused_at_its_field(string name, int percent, string field) =>
        FieldOf(() => Define(name, TaxCategory.Standard, new TaxPart("VAT", percent))).ShouldBe(field);

    [Test]
    public void Only_a_standard_rate_has_a_percentage()
    {
        FieldOf(() => Define("Export", TaxCategory.Export, new TaxPart("VAT", 1))).ShouldBe("category");
        FieldOf(() => Define("None", TaxCategory.Standard)).ShouldBe("parts");
        FieldOf(() => Define("Fine", TaxCategory.Standard, new TaxPart("VAT", 0.0000001m))).ShouldBe("parts");
        Define("Export", TaxCategory.Export, new TaxPart("VAT", 0)).Category.Code().ShouldBe("G");
    }

    [Test]
    public void Each_category_has_a_code_of_its_own()
    {
        foreach (var category in Enum.GetValues<TaxCategory>())
            TaxCategories.Find(category.Code()).ShouldBe(category);
        TaxCategories.Find("X").ShouldBeNull();
    }

    private static TaxRate Define(string name, TaxCategory category, params TaxPart[] parts) =>
        TaxRate.Define(EntityId.New<OrganizationId>(), name, category, isInclusive: false, parts);

    private static string FieldOf(Action act) => Should.Throw<DomainException>(act).Error.Fields!.Keys.Single();
}
