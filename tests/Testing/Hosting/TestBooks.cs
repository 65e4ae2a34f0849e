using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;

namespace Financbase.Testing.Hosting;

/// <summary>A chart of accounts to post to.</summary>
public sealed class TestBooks
{
    private readonly TestOrganization _organization;

    private TestBooks(TestOrganization organization) => _organization = organization;

    public AccountId Bank { get; private set; }

    public AccountId Sales { get; private set; }

    public AccountId Rent { get; private set; }

    public static async Task<TestBooks> OpenAsync(TestOrganization organization) => new(organization)
    {
        Bank = await OpenAsync(organization, "1010", "Bank", AccountSubtype.Bank),
        Sales = await OpenAsync(organization, "4000", "Sales", AccountSubtype.Sales),
        Rent = await OpenAsync(organization, "6100", "Rent", AccountSubtype.OperatingExpense),
    };

    public Task<Application.Pipeline.Result<PostedEntry>> PostAsync(DateOnly date, AccountId debit, AccountId credit, decimal amount, string? memo = null) =>
        _organization.SendAsync(new PostJournalEntry(date, [new(debit, Debit: amount), new(credit, Credit: amount)], memo));

    private static async Task<AccountId> OpenAsync(TestOrganization organization, string code, string name, AccountSubtype subtype) =>
        (await organization.SendAsync(new CreateAccount(code, name, subtype))).Value.Id;
}
