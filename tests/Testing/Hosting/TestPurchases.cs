using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Testing.Hosting;

/// <summary>A firm with a chart of accounts, a vendor and a tax rate, that buys.</summary>
public sealed class TestPurchases
{
    public static readonly DateOnly Day = new(2026, 6, 15);

    /// <summary>So that nothing is overdue by itself.</summary>
    public static readonly DateOnly Far = new(2150, 1, 1);

    private int _number;

    private TestPurchases(TestOrganization organization) => Organization = organization;

    public TestOrganization Organization { get; }

    public IReadOnlyDictionary<string, AccountId> Accounts { get; private set; } = new Dictionary<string, AccountId>();

    public VendorId Vendor { get; private set; }

    /// <summary>20 %, added to prices.</summary>
    public TaxRateId Rate { get; private set; }

    public static async Task<TestPurchases> OpenAsync(TestOrganization organization)
    {
        await organization.SendAsync(new AdoptChart("small-business"));
        var accounts = (await organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value;
        return new TestPurchases(organization)
        {
            Accounts = accounts.Items.ToDictionary(account => account.Code, account => account.Id),
            Vendor = (await organization.SendAsync(new CreateVendor(new("Harbour Chandlery", Iban: "DE89370400440532013000")))).Value.Id,
            Rate = (await organization.SendAsync(new CreateTaxRate("VAT 20 %", [new("VAT", 20)]))).Value.Id,
        };
    }

    public BillLineDraft Line(decimal price, decimal quantity = 1, bool taxed = true, string? account = null) => new(
        "Rope", price, quantity, 0, taxed ? Rate : null, account is null ? null : Accounts[account]);

    /// <summary>With a number of its own where none is given.</summary>
    public async Task<BillId> DraftAsync(string? number = null, DateOnly? day = null, params BillLineDraft[] lines) =>
        (await Organization.SendAsync(new CreateBill(new(Vendor, number ?? $"N-{++_number}", lines, day ?? Day, Far)))).Value.Id;

    public async Task<BillId> ApproveAsync(params BillLineDraft[] lines)
    {
        var id = await DraftAsync(lines: lines);
        _ = (await Organization.SendAsync(new ReceiveBill(id))).Value;
        _ = (await Organization.SendAsync(new ApproveBill(id))).Value;
        return id;
    }

    public async Task<BillView> ReadAsync(BillId id) => (await Organization.SendAsync(new GetBill(id))).Value;

    /// <summary>What each account holds at the end of all days, by code; above zero a debit. Those that hold nothing are left out.</summary>
    public async Task<string> BalancesAsync()
    {
        var report = (await Organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value;
        return string.Join(' ', report.Rows.Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
    }
}
