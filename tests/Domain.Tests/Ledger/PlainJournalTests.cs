using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

/// <summary>The part of hledger’s format that is read, and what is refused with its line.</summary>
public sealed class PlainJournalTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Test]
    public void Accounts_transactions_amounts_and_costs_are_read()
    {
        var journal = PlainJournalReader.Read(
            """
            ; kept elsewhere
            commodity 1000.00 EUR
            account assets:1010 Bank
                ; type: C
            account Till  ; type: A
            P 2026-01-01 USD 0.85 EUR

            comment
            2026-01-01 not a transaction
            end comment
            2026-01-05=2026-01-07 * (A-17) Office chairs  ; two of them
                ; a word
                expenses:Office:Chairs    €1.234,50
                ! assets:1010 Bank    ; the rest
            2026/1/6 Fee from overseas
                assets:1010 Bank  100.00 USD @ 0.8532
                revenues:Fees  $-100 @@ 85.32 EUR = -100 USD

            2026.01.07
                Till  1,000,000
                Till  -1 000
            """.Replace("-1 000", "-1000000.00", StringComparison.Ordinal), Euro);
        journal.Faults.ShouldBeEmpty();
        journal.Accounts.Select(account => $"{account.Name} {account.Type} {account.IsMoney}")
            .ShouldBe(["assets:1010 Bank Asset True", "Till Asset False", "expenses:Office:Chairs Expense False", "revenues:Fees Revenue False"]);
        journal.Entries.Select(entry => $"{entry.Line} {entry.Date:O} {entry.Memo}: {string.Join(", ", entry.Postings.Select(posting => $"{posting.Account} {posting.Amount} {posting.Original}"))}").ShouldBe(
        [
            "11 2026-01-05 Office chairs: expenses:Office:Chairs 1234.50 EUR , assets:1010 Bank -1234.50 EUR ",
            "15 2026-01-06 Fee from overseas: assets:1010 Bank 85.32 EUR 100.00 USD, revenues:Fees -85.32 EUR -100.00 USD",
            "19 2026-01-07 : Till 1000000.00 EUR , Till -1000000.00 EUR ",
        ]);
    }

    [TestCase("include other.journal", 1, "hledger print")]
    [TestCase("~ monthly\n    a  1", 1, "not read here")]
    [TestCase("= expenses\n    a  1", 1, "not read here")]
    [TestCase("bananas", 1, "neither a date")]
    [TestCase("2026-02-30 x\n    assets:a  1\n    assets:b", 1, "no day")]
    [TestCase("2026-01-05 x\n    assets:a  1\n    assets:b  -2", 1, "-1.00 EUR too much")]
    [TestCase("\n2026-01-05 x\n    assets:a\n    assets:b", 2, "Only one amount")]
    [TestCase("2026-01-05 x\n    (assets:a)  1", 2, "Virtual")]
    [TestCase("2026-01-05 x\n    assets:a  1 USD\n    assets:b", 2, "@@")]
    [TestCase("2026-01-05 x\n    assets:a  1 AAPL @ 5\n    assets:b", 2, "no currency")]
    [TestCase("2026-01-05 x\n    assets:a  1,234\n    assets:b", 2, "two ways")]
    [TestCase("2026-01-05 x\n    assets:a  1.005\n    assets:b", 2, "two ways")]
    [TestCase("2026-01-05 x\n    assets:a  1.0055\n    assets:b", 2, "decimals")]
    [TestCase("2026-01-05 x\n    assets:a  = 5\n    assets:b", 2, "Write the amount")]
    [TestCase("2026-01-05 x\n    assets:a  999999999999999999999999999999\n    assets:b", 2, "too large")]
    [TestCase("2026-01-05 x\n    assets:a  --1\n    assets:b", 2, "no amount")]
    public void What_cannot_be_read_is_refused_with_its_line(string text, int line, string why)
    {
        var journal = PlainJournalReader.Read(text, Euro);
        journal.Faults.ShouldNotBeEmpty();
        (journal.Faults[0].Line, journal.Faults[0].Reason).ShouldSatisfyAllConditions(fault => fault.Line.ShouldBe(line), fault => fault.Reason.ShouldContain(why));
    }

    [Test]
    public void Whatever_text_comes_it_is_answered([Range(1, 40)] int seed)
    {
        const string letters = "2026-01-05 \n\t;@={}()[],.EUR$assets:b*!~\"account type:\u00A0\u0001";
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var journal = PlainJournalReader.Read(string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => letters[random.Next(letters.Length)])), Euro);
            journal.Entries.ShouldAllBe(entry => entry.Postings.Sum(posting => posting.Amount.Minor) == 0);
        }
    }
}
