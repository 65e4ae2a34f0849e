using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Banking;

/// <summary>Importing goes through a file in batches: what was booked is let go before more is read.</summary>
[NonParallelizable]
public sealed class LongStatementImportTests
{
    private const int Lines = 30_000;
    private const int MostAtOnce = Lines / 3;

    [Test]
    public async Task A_long_file_is_previewed_imported_and_imported_again_a_few_thousand_lines_at_a_time()
    {
        var probe = new WordsProbe();
        await using var app = await TestApp.StartAsync(services =>
        {
            var reader = services.Last(service => service.ServiceType == typeof(IStatementReader));
            services.AddSingleton<IStatementReader>(all => new ProbedReader((IStatementReader)ActivatorUtilities.CreateInstance(all, reader.ImplementationType!), probe));
        });
        var ours = await app.FoundAsync("ours");
        var account = await ours.OpenAccountAsync();
        var text = "Date,Description,Amount\n" + string.Concat(Enumerable.Range(0, Lines)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 1, 1).AddDays(line / 300):yyyy-MM-dd},Payment {line},-{line + 1}.00\n")));

        var file = new StatementFile("long.csv", System.Text.Encoding.UTF8.GetBytes(text));
        var preview = (await ours.SendAsync(new PreviewStatement(account, file))).Value;
        (preview.Imported, preview.Lines.Count, preview.Lines[^1].Description).ShouldBe((Lines, StatementPreview.MostLines, $"Payment {StatementPreview.MostLines - 1}"));

        (await ours.ImportAsync(account, text)).Value.Imported.ShouldBe(Lines);
        var again = (await ours.ImportAsync(account, text)).Value;

        (again.Imported, again.Duplicates).ShouldBe((0, Lines));
        TestContext.Out.WriteLine($"At most {probe.Most} of {Lines} lines at once, in {probe.Looks} looks.");
        probe.Looks.ShouldBeGreaterThan(Lines / WordsProbe.LinesBetweenLooks);
        probe.Most.ShouldBeLessThan(MostAtOnce);
    }

    /// <summary>Watches the words of some of the lines, which a booked line and its event hold as well.</summary>
    private sealed class WordsProbe
    {
        public const int LinesBetweenLooks = 1_000;
        private const int OneOf = 20;

        private readonly List<WeakReference> _words = [];
        private int _lines;

        public int Looks { get; private set; }

        public int Most { get; private set; }

        public void Watch(StatementLine line)
        {
            if (++_lines % OneOf == 0)
            {
                _words.Add(new WeakReference(line.Description));
            }

            if (_lines % LinesBetweenLooks == 0)
            {
                GC.Collect();
                _words.RemoveAll(word => !word.IsAlive);
                (Looks, Most) = (Looks + 1, Math.Max(Most, _words.Count * OneOf));
            }
        }
    }

    private sealed class ProbedReader(IStatementReader reader, WordsProbe probe) : IStatementReader
    {
        public FileSurvey Survey(StatementFile file, Currency currency, CsvMapping mapping)
        {
            var survey = reader.Survey(file, currency, mapping);
            return survey with { Lines = () => Watched(survey.Lines()) };
        }

        private IEnumerable<FoundLine> Watched(IEnumerable<FoundLine> lines)
        {
            foreach (var found in lines)
            {
                probe.Watch(found.Line);
                yield return found;
            }
        }
    }
}
