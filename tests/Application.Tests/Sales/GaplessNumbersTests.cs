using Financbase.Application.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>Who finalises at once waits for each other, and none is left out.</summary>
public sealed class GaplessNumbersTests
{
    [Test]
    public async Task Five_hundred_at_once_are_numbered_from_one_to_five_hundred()
    {
        const int Count = 500;
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        var drafts = new List<Domain.Sales.InvoiceId>();
        for (var i = 0; i < Count; i++)
            drafts.Add(await firm.DraftAsync(firm.Line(1 + (i % 7))));

        // Each draft is finalised by two at once; one of them is refused and must leave no gap.
        var results = await Task.WhenAll(drafts.Concat(drafts.Where((_, place) => place % 10 == 0)).Select(draft => firm.Organization.SendAsync(new FinalizeInvoice(draft))));

        results.Count(result => result.IsSuccess).ShouldBe(Count, string.Join(' ', results.Where(result => !result.IsSuccess).Select(result => result.Error!.Code).Distinct()));
        results.Where(result => !result.IsSuccess).Select(result => result.Error!.Code).Distinct().ShouldBe(["sales.not_a_draft"]);
        results.Where(result => result.IsSuccess).Select(result => result.Value.Number).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, Count).Select(number => $"INV-2026-{number:00000}"));
        (await app.Database.ScalarAsync("SELECT count(*) FROM journal_entries WHERE source = 'invoice'")).ShouldBe((long)Count);
        (await app.Database.ScalarAsync("SELECT sum(amount_minor)::bigint FROM postings")).ShouldBe(0L);
    }
}
