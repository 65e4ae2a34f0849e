using System.Text;
using Financbase.Infrastructure.Sales.Papers;

namespace Financbase.Infrastructure.Tests.Sales.Papers;

/// <summary>The order of letters in lines of both directions, against what GNU FriBidi says of 410 lines, most of them random (<c>bidi.tsv</c>: a line, and the level of each character).</summary>
public sealed class BidiTests
{
    [Test]
    public void Levels_are_those_of_an_implementation_of_the_whole_annex()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Sales", "Papers", "bidi.tsv"));

        lines.Length.ShouldBeGreaterThan(400);
        lines.Select(line => line.Split('\t')).Where(line => string.Concat(Bidi.LevelsOf([.. line[0].EnumerateRunes()])) != line[1]).ShouldBeEmpty();
    }

    [TestCase("total 12,50 EUR", "total 12,50 EUR")]
    [TestCase("שלום 12,50 EUR", "EUR 12,50 םולש")]
    [TestCase("Hello שלום (world)", "Hello םולש (world)")]
    [TestCase("", "")]
    public void What_is_read_last_stands_first_where_it_runs_to_the_left(string read, string seen)
    {
        Rune[] text = [.. read.EnumerateRunes()];
        var levels = Bidi.LevelsOf(text);

        string.Concat(Bidi.InPlace(text.Index(), letter => levels[letter.Index]).Select(letter => letter.Item)).ShouldBe(seen);
    }
}
