using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class StatementDeduplicationTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Test]
    public void Importing_again_adds_nothing()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee"), Line(2, 1200, "Salary"), Line(2, -9900, "Rent", "F1"));

        account.Import(Line(1, -500, "Coffee"), Line(2, 1200, "Salary"), Line(2, -9900, "Rent", "F1")).ShouldBe(0);
    }

    [Test]
    public void Two_genuine_twins_in_one_file_both_stay_and_stay_two()
    {
        var account = new Account();

        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee")).ShouldBe(2);
        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee")).ShouldBe(0);
        account.Lines.Select(line => line.Occurrence).ShouldBe([1, 2]);
    }

    [Test]
    public void Overlapping_statements_share_their_common_days()
    {
        var account = new Account();
        StatementLine[] june = [.. Enumerable.Range(1, 30).Select(day => Line(day, -500, "Coffee"))];

        account.Import(june[..15]).ShouldBe(15);
        account.Import(june[9..]).ShouldBe(15);
        account.Lines.Count.ShouldBe(30);
    }

    [Test]
    public void A_file_taken_later_on_the_same_day_brings_only_what_is_new()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee"));

        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee")).ShouldBe(1);
    }

    [Test]
    public void Case_and_spaces_do_not_make_a_new_line_but_words_do()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee  bar"));

        account.Import(Line(1, -500, " COFFEE bar ")).ShouldBe(0);
        account.Import(Line(1, -500, "Coffee")).ShouldBe(1);
    }

    [Test]
    public void The_banks_id_outweighs_the_words()
    {
        var account = new Account();
        account.Import(Line(1, -500, "pending: Coffee", "F1"));

        account.Import(Line(1, -500, "Coffee bar", "F1")).ShouldBe(0);
        account.Import(Line(1, -500, "pending: Coffee", "F2")).ShouldBe(1);
    }

    [Test]
    public void An_id_that_the_bank_uses_again_for_another_payment_loses_no_line()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee", "1"));

        account.Import(Line(2, -500, "Coffee", "1"), Line(1, -700, "Coffee", "1")).ShouldBe(2);
    }

    [Test]
    public void A_line_is_known_again_when_the_account_changes_between_formats_with_and_without_ids()
    {
        var csvFirst = new Account();
        csvFirst.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee"));
        csvFirst.Import(Line(1, -500, "Coffee", "F1"), Line(1, -500, "Coffee", "F2"), Line(1, -500, "Coffee", "F3")).ShouldBe(1);

        var ofxFirst = new Account();
        ofxFirst.Import(Line(1, -500, "Coffee", "F1"), Line(1, -500, "Coffee", "F2"));
        ofxFirst.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee"), Line(1, -500, "Coffee")).ShouldBe(1);
    }

    [Test]
    public void A_nameless_line_does_not_take_the_place_of_one_that_its_id_names()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee", "F1"));

        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee", "F1")).ShouldBe(1);
    }

    [Test]
    public void What_a_bank_writes_on_several_lines_of_one_file_is_no_id()
    {
        var account = new Account();
        StatementLine[] file = [Line(1, -500, "Coffee", "0"), Line(1, -500, "Coffee", "0"), Line(1, -500, "Tea", "0"), Line(2, -500, "Coffee", "0")];

        account.Import(file).ShouldBe(4);
        account.Import(file).ShouldBe(0);
    }

    [Test]
    public void A_second_line_under_an_id_that_was_unique_before_is_new()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee", "20260601-500"));

        account.Import(Line(1, -500, "Coffee", "20260601-500"), Line(1, -500, "Coffee", "20260601-500")).ShouldBe(1);
        account.Import(Line(1, -500, "Coffee", "20260601-500")).ShouldBe(0);
    }

    [Test]
    public void A_number_that_an_undone_import_left_free_is_used_again()
    {
        var account = new Account();
        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee"), Line(1, -500, "Coffee"));
        account.Lines.RemoveAt(1);

        account.Import(Line(1, -500, "Coffee"), Line(1, -500, "Coffee"), Line(1, -500, "Coffee")).ShouldBe(1);
        account.Lines.Select(line => line.Occurrence).Order().ShouldBe([1, 2, 3]);
    }

    [Test]
    public void Of_any_pile_of_files_the_account_has_each_line_as_often_as_the_file_that_has_it_most()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 200; round++)
        {
            var account = new Account();
            var files = Enumerable.Range(0, 4).Select(_ => RandomFile(random)).ToArray();
            foreach (var file in files.Concat(files.Reverse()))
            {
                account.Import(file);
            }

            foreach (var kind in files.SelectMany(file => file).Select(LineFingerprint.Of).Distinct())
            {
                account.Lines.Count(line => line.Fingerprint == kind)
                    .ShouldBe(files.Max(file => file.Count(line => LineFingerprint.Of(line) == kind)));
            }

            account.Lines.DistinctBy(line => (line.Fingerprint, line.Occurrence)).Count().ShouldBe(account.Lines.Count);
        }
    }

    [Test, CancelAfter(5_000)]
    public void A_hundred_thousand_equal_lines_are_judged_in_no_time()
    {
        var account = new Account();
        StatementLine[] lines = [.. Enumerable.Range(0, 100_000).Select(_ => Line(1, -500, "Coffee"))];

        account.Import(lines).ShouldBe(100_000);
        account.Import(lines).ShouldBe(0);
    }

    private static StatementLine[] RandomFile(Random random) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => Line(random.Next(1, 3), random.Next(1, 3), "Coffee"))];

    private static StatementLine Line(int day, long minor, string description, string? bankId = null) =>
        new(1, new DateOnly(2026, 6, day), new Money(minor, Euro), description, BankId: bankId);

    private sealed class Account
    {
        public List<KnownLine> Lines { get; } = [];

        public int Import(params StatementLine[] lines)
        {
            LineKey[] keys = [.. lines.Select(LineKey.Of)];
            var added = StatementDeduplication.Judge(keys, Lines).Zip(keys).Where(judged => !judged.First.IsDuplicate)
                .Select(judged => new KnownLine(
                    judged.Second.Fingerprint, judged.First.Occurrence, judged.Second.Date, judged.Second.Minor,
                    judged.First.IsNamed ? judged.Second.Id : Guid.Empty))
                .ToList();
            Lines.AddRange(added);
            return added.Count;
        }
    }
}
