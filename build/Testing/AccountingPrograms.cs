using Financbase.Build.Machine;

namespace Financbase.Build.Testing;

/// <summary>Three programs that work the books out for themselves: tests compare what they say with what the product says.</summary>
internal static class AccountingPrograms
{
    private static readonly string[] Programs = ["hledger", "ledger", "bean-query"];

    public static readonly Requirement Requirement = new("hledger, ledger and beancount", ["hledger", "ledger", "beancount"],
        "hledger, ledger or beancount was not found: install them (Debian: sudo apt-get install hledger ledger beancount); the tests compare the books with theirs.",
        () => Programs.All(program => Executables.Find(program) is not null));
}
