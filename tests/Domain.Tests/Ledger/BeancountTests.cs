using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

/// <summary>What of beancount’s format is refused with its line, and that a journal is never taken for one of another program.</summary>
public sealed class BeancountTests
{
    private const string Head = "2026-01-01 open Assets:Bank\n2026-01-01 open Expenses:X\n";

    private static readonly Currency Euro = Currency.Of("EUR");

    [TestCase("include \"other.beancount\"", 3, "not read here")]
    [TestCase("plugin \"beancount.plugins.auto\"", 3, "not read here")]
    [TestCase("pushtag #trip", 3, "not read here")]
    [TestCase("2026-01-02 pad Assets:Bank Expenses:X", 3, "make up an amount")]
    [TestCase("bananas", 3, "neither a date")]
    [TestCase("option \"operating_currency\" \"USD\"", 3, "kept in USD")]
    [TestCase("option \"name_assets\" \"Income\"\noption \"name_assets\" \"Aktiva\"", 3, "cannot be")]
    [TestCase("2026-01-02 buy \"x\"", 3, "nothing that beancount knows")]
    [TestCase("2026-02-30 * \"x\"", 3, "no day")]
    [TestCase("1492-01-02 * \"x\"", 3, "no day")]
    [TestCase("2400-01-02 * \"x\"", 3, "no day")]
    [TestCase("2026-01-02 * Chairs", 3, "in quotes")]
    [TestCase("2026-01-02 * \"a\" \"b\" \"c\"", 3, "in quotes")]
    [TestCase("2026-01-02 * \"a\n  Assets:Bank  1 EUR", 3, "ends on the line")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 EUR\n  Expenses:X  -2 EUR", 3, "-1.00 EUR too much")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank\n  Expenses:X", 3, "Only one amount")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1\n  Expenses:X", 4, "names no currency")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 USD\n  Expenses:X", 4, "@@")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  USD\n  Expenses:X", 4, "number is left out")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 HOOL @ 5 EUR\n  Expenses:X", 4, "no currency that is known")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 HOOL {5 USD}\n  Expenses:X", 4, "in EUR")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  -1 HOOL {}\n  Expenses:X", 4, "not looked up")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  -1 HOOL {2026-01-01}\n  Expenses:X", 4, "not looked up")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 HOOL {5 # 9 EUR}\n  Expenses:X", 4, "no amount")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1 HOOL {5 EUR\n  Expenses:X", 4, "begins and ends")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  10 USD @@ -9 EUR\n  Expenses:X", 4, "not below zero")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  (10 / 3) EUR\n  Expenses:X", 4, "nothing is worked out")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1,23 EUR\n  Expenses:X", 4, "divides thousands")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  1.005 EUR\n  Expenses:X", 4, "decimals")]
    [TestCase("2026-01-02 * \"x\"\n  Assets:Bank  99999999999999999999999 EUR\n  Expenses:X", 4, "too large")]
    [TestCase("2026-01-02 * \"x\"\n  assets:bank  1 EUR\n  Expenses:X", 4, "no name of an account")]
    [TestCase("2026-01-02 * \"x\"\n  Aktiva:Bank  1 EUR\n  Expenses:X", 4, "begins with none of")]
    [TestCase("2026-01-02 * \"x\0y\"", 3, "U+0000")]
    [TestCase("* Heading\n  Assets:Bank  1 EUR", 4, "belongs to nothing")]
    public void What_cannot_be_read_is_refused_with_its_line(string text, int line, string why)
    {
        var journal = PlainJournalReader.Read(Head + text, Euro);
        journal.Faults.ShouldNotBeEmpty();
        (journal.Faults[0].Line, journal.Faults[0].Reason).ShouldSatisfyAllConditions(fault => fault.Line.ShouldBe(line), fault => fault.Reason.ShouldContain(why));
    }

    [Test]
    public void Lots_are_worth_what_they_cost_and_other_currencies_keep_what_was_written()
    {
        var journal = PlainJournalReader.Read(
            Head + "2026-01-02 txn \"Yard\" \"Rope; blue\" #a ^b ; said\n  id: \"7\"\n  Assets:Bank  10 USD {0.9 EUR} @ 2 EUR\n  ; between\n\n  #more\n  Assets:Bank  3 HOOL {{10.00 EUR}} ; shares\n  Expenses:X  EUR\n", Euro);
        journal.Faults.ShouldBeEmpty();
        var entry = journal.Entries.ShouldHaveSingleItem();
        (entry.Line, entry.Memo).ShouldBe((3, "Yard | Rope; blue"));
        entry.Postings.Select(posting => $"{posting.Account} {posting.Amount} {posting.Original} {posting.Memo}")
            .ShouldBe(["Assets:Bank 9.00 EUR 10.00 USD ", "Assets:Bank 10.00 EUR  3 HOOL, shares", "Expenses:X -19.00 EUR  "]);
    }

    [TestCase("2026-01-05 * \"Chairs\"\n  Expenses:X  5.00 EUR\n  Assets:Bank\n", "Say which")]
    [TestCase("2026-01-05 * Fine\n  assets:a  5\n  assets:b\n2026-01-06 open Assets:Bank\n", "in quotes")]
    [TestCase("account Assets:Bank\n2026-01-06 open Assets:Bank\n", "neither a date nor anything that beancount knows")]
    public void What_may_be_of_either_program_or_is_mixed_is_never_guessed(string text, string why)
    {
        var journal = PlainJournalReader.Read(text, Euro);
        journal.Faults[0].ShouldSatisfyAllConditions(fault => fault.Line.ShouldBe(1), fault => fault.Reason.ShouldContain(why));
    }

    [TestCase("2026-01-05 * \"Chairs\"\n  expenses:x  5.00 EUR\n  assets:bank\n", "\"Chairs\"")]
    [TestCase("2026-01-05 * \"Chairs\"\n  id: \"7\"\n  Expenses:X  5.00 EUR\n  Assets:Bank\n", "Chairs")]
    public void What_only_one_program_can_mean_is_read_as_that(string text, string memo) =>
        PlainJournalReader.Read(text, Euro).ShouldSatisfyAllConditions(journal => journal.Faults.ShouldBeEmpty(), journal => journal.Entries.Single().Memo.ShouldBe(memo));

    [TestCase(PlainFormat.Hledger)]
    [TestCase(PlainFormat.Beancount)]
    public void Eight_million_characters_on_one_line_are_one_fault_and_soon(PlainFormat format)
    {
        var started = TimeProvider.System.GetTimestamp();
        foreach (var text in new[] { new string('a', 8_000_000), new string('"', 8_000_000), "2026-01-02 * \"x\"\n  Assets:Bank  " + new string('(', 8_000_000), "  " + string.Concat(Enumerable.Repeat("Assets:", 1_000_000)) })
            PlainJournalReader.Read(text, Euro, format).Faults.ShouldContain(fault => fault.Reason.Contains("at most 10000 characters", StringComparison.Ordinal));
        PlainJournalReader.Read("", Euro, format).ShouldSatisfyAllConditions(journal => journal.Faults.ShouldBeEmpty(), journal => journal.Entries.ShouldBeEmpty());
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void Deep_nesting_and_long_names_are_told_by_their_line()
    {
        var deep = PlainJournalReader.Read(Head + "2026-01-02 * \"x\"\n  Assets:Bank  " + new string('(', 4_000) + "1 EUR\n  Assets" + string.Concat(Enumerable.Repeat(":A", 4_000)) + "\n", Euro);
        deep.Faults.Select(fault => fault.Line).ShouldBe([4]);
    }

    [Test]
    public void Whatever_becomes_of_a_valid_journal_it_is_answered([Range(1, 40)] int seed)
    {
        const string valid = Head + "option \"name_income\" \"Earnings\"\n2026-01-02 * \"Yard\" \"Rope\" #a\n  id: \"7\"\n  Assets:Bank  10 USD {0.9 EUR, 2026-01-01} @ 2 EUR\n  Expenses:X  -9.00 EUR\n"
            + "2026-01-03 txn \"x\"\n  Assets:Bank  1,000.00 EUR @@ 1000 EUR\n  Expenses:X\n2026-01-04 balance Assets:Bank 5 EUR\n";
        const string letters = "2026-01-05 \n\t;@={}()[],.EURUSD\\$Assets:Bank*!#^\"openpadoption\u00A0\u0001\u0301";
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var text = valid.ToCharArray().ToList();
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                var place = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0: text.RemoveAt(place); break;
                    case 1: text.Insert(place, letters[random.Next(letters.Length)]); break;
                    default: text[place] = letters[random.Next(letters.Length)]; break;
                }
            }

            foreach (var format in new PlainFormat?[] { null, PlainFormat.Beancount, PlainFormat.Hledger })
                PlainJournalReader.Read(new string([.. text]), Euro, format).Entries.ShouldAllBe(entry => entry.Postings.Sum(posting => posting.Amount.Minor) == 0);
        }
    }
}
