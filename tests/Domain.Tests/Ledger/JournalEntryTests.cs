using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Ledger;

public sealed class JournalEntryTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);
    private static readonly Currency Euro = Currency.Of("EUR");

    [Test]
    public void It_is_balanced_to_the_minor_unit()
    {
        var entry = JournalEntry.Post(Day, " Rent ", [Line(100_00), Line(-99_99), Line(-1)]);

        (entry.Total.Minor, entry.Memo, entry.Source).ShouldBe((100_00, "Rent", JournalEntrySource.Manual));
        Refusal(Line(100_00), Line(-99_99)).ShouldBe(("ledger.unbalanced_entry", "Debits are 0.01 EUR more than credits."));
        Refusal(Line(99_99), Line(-100_00)).Message.ShouldBe("Credits are 0.01 EUR more than debits.");
    }

    [Test]
    public void It_has_at_least_two_postings_and_none_of_nothing()
    {
        Refusal().Code.ShouldBe("ledger.too_few_postings");
        Refusal(Line(5)).Code.ShouldBe("ledger.too_few_postings");
        Refusal(Line(0), Line(5), Line(-5)).Code.ShouldBe("ledger.empty_posting");
        Refusal(Line(Posting.Most + 1), Line(-Posting.Most - 1)).Code.ShouldBe("ledger.empty_posting");
        Refusal([.. Enumerable.Range(0, JournalEntry.MostPostings + 2).Select(i => Line(i % 2 == 0 ? 1 : -1))]).Code.ShouldBe("ledger.too_many_postings");
    }

    [Test]
    public void Currencies_are_never_mixed() =>
        Refusal(new Posting(EntityId.New<AccountId>(), new Money(1, Euro)), new Posting(EntityId.New<AccountId>(), new Money(-1, Currency.Of("USD")))).Code
            .ShouldBe("money.currency_mismatch");

    [Test]
    public void Texts_have_an_end()
    {
        Should.Throw<DomainException>(() => JournalEntry.Post(Day, new string('x', 501), [Line(1), Line(-1)])).Error.Kind.ShouldBe(ErrorKind.Validation);
        Should.Throw<DomainException>(() => JournalEntry.Post(Day, null, [Line(1) with { Memo = new string('x', 301) }, Line(-1)])).Error.Kind.ShouldBe(ErrorKind.Validation);
    }

    [Test]
    public void A_reversal_is_the_mirror_image_and_stands_for_good()
    {
        var entry = JournalEntry.Post(Day, "Rent", [Line(7), Line(-7)]);

        var reversal = entry.Reverse(Day.AddDays(1), "Twice");

        reversal.Postings.ShouldBe(entry.Postings.Select(posting => posting with { Amount = -posting.Amount }));
        (reversal.Reverses, reversal.Source, reversal.Memo, reversal.Total).ShouldBe((entry.Id, JournalEntrySource.Reversal, "Twice", entry.Total));
        Should.Throw<DomainException>(() => reversal.Reverse(Day.AddDays(2), null)).Error.Code.ShouldBe("ledger.reversal_of_reversal");
        Should.Throw<DomainException>(() => entry.Reverse(Day.AddDays(-1), null)).Error.Code.ShouldBe("ledger.reversal_too_early");
    }

    private static Posting Line(long minor) => new(new AccountId(Guid.Empty), new Money(minor, Euro));

    private static (string Code, string Message) Refusal(params Posting[] postings)
    {
        var error = Should.Throw<DomainException>(() => JournalEntry.Post(Day, null, postings)).Error;
        return (error.Code, error.Message);
    }
}
