using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class OwnNumbersTests
{
    [TestCase("To DE89370400440532013000", "To ****3000")]
    [TestCase("To DE89 3704 0044 0532 0130 00.", "To ****3000.")]
    [TestCase("to de89-3704-0044-0532-0130-00", "to ****3000")]
    [TestCase("xDE89370400440532013000x", "x****3000x")]
    [TestCase("Card 123456", "Card ****3456")]
    [TestCase("Order 9123456", "Order 9123456")]
    [TestCase("Invoice 4711", "Invoice 4711")]
    [TestCase("From 99887766554", "From ****6554")]
    [TestCase("From Savings", "From Savings")]
    [TestCase("To NL91ABNA0417164300", "To NL91ABNA0417164300")]
    [TestCase("", "")]
    public void Only_the_accounts_own_numbers_are_hidden(string text, string hidden)
    {
        var account = BankAccount.Open(
            EntityId.New<OrganizationId>(), "Main", Currency.Of("EUR"), Iban.Of("DE89370400440532013000"), "123456");

        OwnNumbers.Of(account, [new("99887766554"), new("Savings"), new("****1234"), new("4711")]).Hide(text).ShouldBe(hidden);
    }

    [TestCase("DE89370400440532013000", "****3000")]
    [TestCase("12 34", "****")]
    [TestCase("Savings", "Savings")]
    public void A_masked_number_shows_four_characters_at_most(string number, string masked) =>
        new AccountIdentification(number).Masked.ShouldBe(masked);
}
