using Financbase.Application.Ledger;
using Financbase.Application.Paging;

namespace Financbase.Web.Commands.Ledger;

internal sealed class LedgerExportVerb(Operator platform) : Verb
{
    public override string Name => "ledger export";

    public override string Usage => "--organization SLUG --format hledger|beancount|csv: the whole journal, for another program to read; ledger reads hledger’s";

    public override IReadOnlyCollection<string> Options => ["organization", "format"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        JournalFormat format = line.Get("format") switch
        {
            "hledger" => new HledgerFormat(),
            "beancount" => new BeancountFormat(),
            "csv" => new CsvJournalFormat(),
            var other => throw new VerbException($"--format is hledger, beancount or csv, not “{other}”."),
        };

        await output.WriteAsync(format.Head(organization.BaseCurrency.Code));
        await EachAsync(page => new ListChart(page), async account => await output.WriteAsync(format.Account(account)));
        await EachAsync(page => new ListWholeEntries(page), async entry => await output.WriteAsync(format.Entry(entry)));
        return Done;

        async Task EachAsync<T>(Func<PageRequest, Application.Pipeline.IQuery<Page<T>>> query, Func<T, Task> write)
        {
            string? cursor = null;
            do
            {
                var page = await platform.SendAsync(query(new PageRequest(PageRequest.MaxLimit, cursor)), organization, ct);
                foreach (var row in page.Items)
                    await write(row);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
    }
}
