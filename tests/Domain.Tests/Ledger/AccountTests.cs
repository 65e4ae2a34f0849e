using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

public sealed class AccountTests
{
    [TestCase("")]
    [TestCase("12 34")]
    [TestCase("123456789012345678901")]
    [TestCase("1000/1")]
    public void A_code_is_short_and_plain(string code) =>
        Should.Throw<DomainException>(() => Open(code, "Cash")).Error.Fields!.Keys.ShouldBe(["code"]);

    [Test]
    public void Its_type_stays()
    {
        var account = Open("1000", " Cash ");

        account.Describe("1001", "Till", AccountSubtype.Bank, null);

        (account.Code, account.Name, account.Type, account.Subtype).ShouldBe(("1001", "Till", AccountType.Asset, AccountSubtype.Bank));
        Should.Throw<DomainException>(() => account.Describe("1001", "Till", AccountSubtype.Sales, null)).Error.Code.ShouldBe("ledger.account_type_is_fixed");
        Should.Throw<DomainException>(() => Open("1", " ")).Error.Fields!.Keys.ShouldBe(["name"]);
    }

    [Test]
    public void Each_subtype_has_the_type_that_it_is_listed_under() =>
        Enum.GetValues<AccountSubtype>().GroupBy(AccountTypes.TypeOf).Select(group => (group.Key, group.Count())).ShouldBe(
            [(AccountType.Asset, 7), (AccountType.Liability, 6), (AccountType.Equity, 4), (AccountType.Revenue, 2), (AccountType.Expense, 5)]);

    [Test]
    public void Templates_are_charts_without_a_code_twice([ValueSource(nameof(Templates))] string key)
    {
        var template = ChartTemplate.Find(key)!;

        template.Accounts.Select(line => line.Code).ShouldBeUnique();
        foreach (var line in template.Accounts)
            Account.Open(EntityId.New<OrganizationId>(), line.Code, line.Name, line.Subtype, null).Type.ShouldBe(line.Subtype.TypeOf());
        foreach (var needed in new[] { AccountSubtype.Bank, AccountSubtype.Receivable, AccountSubtype.Payable, AccountSubtype.TaxPayable, AccountSubtype.OpeningBalances })
            template.Accounts.ShouldContain(line => line.Subtype == needed);
    }

    private static IEnumerable<string> Templates => ChartTemplate.All.Select(template => template.Key);

    private static Account Open(string code, string name) => Account.Open(EntityId.New<OrganizationId>(), code, name, AccountSubtype.Cash, null);
}
