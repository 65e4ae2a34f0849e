using Financbase.Application.Ledger;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Ledger;

internal static class RandomBooks
{
    public static DateOnly Beginning { get; } = new(2024, 1, 1);

    /// <summary>Entries of two to five postings in whatever order of days, and every sixth of them reversed.</summary>
    public static async Task KeepAsync(TestOrganization organization, Random random)
    {
        await organization.SendAsync(new AdoptChart("small-business"));
        var accounts = (await organization.SendAsync(new ListAccounts(new(), new(200)))).Value.Items;
        var currency = organization.Info.BaseCurrency;
        var unit = (decimal)Math.Pow(10, -currency.Exponent);
        for (var i = 0; i < 120; i++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 5_000_000) * unit).ToList();
            var posted = await organization.SendAsync(new PostJournalEntry(
                Beginning.AddDays(random.Next(0, 400)),
                [
                    .. parts.Select(part => new PostingDraft(accounts[random.Next(accounts.Count)].Id, Debit: part)),
                    new PostingDraft(accounts[random.Next(accounts.Count)].Id, Credit: parts.Sum()),
                ],
                $"Entry {i}"));
            if (i % 6 == 0)
                (await organization.SendAsync(new ReverseJournalEntry(posted.Value.Id, Beginning.AddDays(random.Next(401, 420))))).IsSuccess.ShouldBeTrue();
        }
    }
}
