using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Sales;

public sealed class IssuerTests
{
    [Test]
    public void It_keeps_numbers_without_spaces()
    {
        var issuer = Issuer.Of(new OrganizationId(Guid.CreateVersion7()), new(new(" Hafenstr. 12 ", null, "Hamburg", "de"), " DE1 ", "de89 3704 0044 0532 0130 00", "cobadeff"));

        issuer.Terms.ShouldBe(new(new("Hafenstr. 12", null, "Hamburg", "DE"), "DE1", "DE89370400440532013000", "COBADEFF"));
    }

    [TestCase("DE89370400440532013001", null, "iban")]
    [TestCase("12", null, "iban")]
    [TestCase(null, "COBADE", "bic")]
    [TestCase(null, "C0BADEFF", "bic")]
    public void It_refuses_what_no_bank_would_take(string? iban, string? bic, string field) =>
        Should.Throw<DomainException>(() => Issuer.Of(new OrganizationId(Guid.CreateVersion7()), new(Iban: iban, Bic: bic))).Error.Fields!.Keys.ShouldBe([field]);
}
