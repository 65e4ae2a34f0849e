using Financbase.Infrastructure.Banking.Statements.Csv;

namespace Financbase.Infrastructure.Tests.Banking;

public sealed class DateFormatsTests
{
    [TestCase("yyyy-M-d", "2026-06-01", "2026-06-12")]
    [TestCase("yyyy-M-d", "2026-06-01T09:30:00Z", "2026-06-12 23:15")]
    [TestCase("d.M.yyyy", "1.6.2026", "12.06.2026", "13.06.2026")]
    [TestCase("d/M/yyyy", "01/06/2026", "13/06/2026")]
    [TestCase("M/d/yyyy", "06/01/2026", "06/13/2026")]
    [TestCase("M/d/yy", "6/1/26", "6/13/26")]
    [TestCase("d-MMM-yy", "23-Jan-26", "01-FEB-26")]
    [TestCase("MMM d, yyyy", "Jan 23, 2026", "Feb 1, 2026")]
    [TestCase("yyyyMMdd", "20260601", "20260613")]
    [TestCase("d/M/yyyy", "05/05/2026", "06/06/2026")]
    public void The_values_together_tell_the_format(string expected, params string[] values) =>
        Find(values).ShouldBe([expected]);

    [Test]
    public void Days_and_months_that_fit_both_ways_stay_open() =>
        Find(["01/02/2026", "03/04/2026"]).ShouldBe(["d/M/yyyy", "M/d/yyyy"]);

    [Test]
    public void Only_one_reading_in_the_order_of_time_settles_it()
    {
        Find(["01/02/2026", "02/02/2026", "05/02/2026", "07/02/2026", "11/02/2026", "03/03/2026"]).ShouldBe(["d/M/yyyy"]);
        Find(["03/03/2026", "02/11/2026", "02/07/2026", "02/05/2026", "02/02/2026", "02/01/2026"]).ShouldBe(["M/d/yyyy"]);
    }

    [Test]
    public void A_word_below_the_last_day_does_no_harm_but_words_alone_are_no_days()
    {
        Find(["13/06/2026", "14/06/2026", "Total"]).ShouldBe(["d/M/yyyy"]);
        Find(["Coffee", "Total", "13/06/2026"]).ShouldBeEmpty();
        Find([]).ShouldBeEmpty();
        Find(["31/02/2026", "0001-01-01"]).ShouldBeEmpty();
    }

    [TestCase("DD/MM/YYYY", "d/M/yyyy")]
    [TestCase("dd.mm.yy", "d.M.yy")]
    [TestCase("yyyyMMdd", "yyyyMMdd")]
    [TestCase("d MMM yyyy", "d MMM yyyy")]
    [TestCase("hh:mm", null)]
    [TestCase("dd/MM", null)]
    [TestCase("", null)]
    public void A_format_is_taken_as_people_write_it(string written, string? meant) => DateFormats.Normalise(written).ShouldBe(meant);

    private static IReadOnlyList<string> Find(params string[] values)
    {
        var evidence = new DayEvidence();
        Array.ForEach(values, evidence.Take);
        return evidence.Formats();
    }
}
