using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class BankAccountTests
{
    private static readonly AccountIdentification Mine = new("DE89370400440532013000");
    private static readonly AccountIdentification Other = new("DE02120300000000202051");
    private static readonly AccountIdentification Label = new("Checking");

    [Test]
    public void With_an_iban_only_its_own_statements_fit()
    {
        var account = Open(Iban.Of(Mine.Text));

        account.MayBe(Mine, seenBefore: null).ShouldBeTrue();
        account.MayBe(Other, seenBefore: null).ShouldBeFalse();
        account.MayBe(Label, seenBefore: null).ShouldBeTrue();
    }

    [Test]
    public void Without_iban_and_number_it_goes_by_what_came_before()
    {
        var account = Open(iban: null);

        account.MayBe(Mine, seenBefore: null).ShouldBeTrue();
        account.MayBe(Mine, seenBefore: Mine).ShouldBeTrue();
        account.MayBe(Other, seenBefore: Mine).ShouldBeFalse();
        account.MayBe(Other, seenBefore: Label).ShouldBeTrue();
    }

    [Test]
    public void Its_name_or_number_picks_it_out_of_several()
    {
        var account = Open(iban: null, "9100");

        account.IsNamedBy(new AccountIdentification("9100")).ShouldBeTrue();
        account.IsNamedBy(new AccountIdentification("main account")).ShouldBeTrue();
        account.IsNamedBy(new AccountIdentification("9200")).ShouldBeFalse();
    }

    [Test]
    public void A_name_is_needed_and_blank_numbers_are_none()
    {
        Should.Throw<DomainException>(() => BankAccount.Open(default, "  ", Currency.Of("EUR"), null, null))
            .Error.Fields!.Keys.ShouldBe(["name"]);
        Should.Throw<DomainException>(() => BankAccount.Open(default, "A", Currency.Of("EUR"), null, new string('1', 41)))
            .Error.Fields!.Keys.ShouldBe(["number"]);
        Open(iban: null, " ").Number.ShouldBeNull();
    }

    private static BankAccount Open(Iban? iban, string? number = null) =>
        BankAccount.Open(new OrganizationId(Guid.CreateVersion7()), "Main account", Currency.Of("EUR"), iban, number);
}
