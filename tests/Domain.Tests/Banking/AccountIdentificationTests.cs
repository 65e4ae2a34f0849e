using Financbase.Domain.Banking;

namespace Financbase.Domain.Tests.Banking;

public sealed class AccountIdentificationTests
{
    [TestCase("DE89370400440532013000", "de89 3704 0044 0532 0130 00")]
    [TestCase("DE89370400440532013000", "532013000")]
    [TestCase("12300 000012345678", "12345678")]
    [TestCase("****5678", "12300 000012345678")]
    [TestCase("XXXX-XXXX-5678", "4111 1111 1111 5678")]
    [TestCase("1452687~7", "14526877")]
    [TestCase("savings", "Savings")]
    public void The_same_account_is_known_however_the_bank_writes_it(string one, string other)
    {
        new AccountIdentification(one).Matches(new AccountIdentification(other)).ShouldBeTrue();
        new AccountIdentification(other).Matches(new AccountIdentification(one)).ShouldBeTrue();
    }

    [TestCase("DE89370400440532013000", "DE02120300000000202051")]
    [TestCase("123456789", "123456788")]
    [TestCase("9100", "9200")]
    [TestCase("12349100", "9100")]
    [TestCase("****5679", "12300 000012345678")]
    [TestCase("Savings", "Checking")]
    [TestCase("0000000000", "1234567890")]
    public void Another_account_is_not(string one, string other)
    {
        new AccountIdentification(one).Matches(new AccountIdentification(other)).ShouldBeFalse();
        new AccountIdentification(other).Matches(new AccountIdentification(one)).ShouldBeFalse();
    }
}
