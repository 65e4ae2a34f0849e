using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Testing.Hosting;

/// <summary>A firm with a chart of accounts, a customer and a tax rate, that sells.</summary>
public sealed class TestSales
{
    public static readonly DateOnly Day = new(2026, 6, 15);

    /// <summary>So that nothing is overdue by itself.</summary>
    public static readonly DateOnly Far = new(2150, 1, 1);

    private TestSales(TestOrganization organization) => Organization = organization;

    public TestOrganization Organization { get; }

    public IReadOnlyDictionary<string, AccountId> Accounts { get; private set; } = new Dictionary<string, AccountId>();

    public CustomerId Customer { get; private set; }

    /// <summary>20 %, added to prices.</summary>
    public TaxRateId Rate { get; private set; }

    public static async Task<TestSales> OpenAsync(TestOrganization organization)
    {
        await organization.SendAsync(new AdoptChart("small-business"));
        var accounts = (await organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value;
        return new TestSales(organization)
        {
            Accounts = accounts.Items.ToDictionary(account => account.Code, account => account.Id),
            Customer = (await organization.SendAsync(new CreateCustomer(new("Northwind Shipyard", "accounts@northwind.test")))).Value.Id,
            Rate = (await organization.SendAsync(new CreateTaxRate("VAT 20 %", [new("VAT", 20)]))).Value.Id,
        };
    }

    public InvoiceLineDraft Line(decimal price, decimal quantity = 1, bool taxed = true, string? account = null, decimal discount = 0) => new(
        "Work", quantity, price, discount, taxed ? Rate : null, account is null ? null : Accounts[account]);

    public async Task<InvoiceId> DraftAsync(params InvoiceLineDraft[] lines) =>
        (await Organization.SendAsync(new CreateInvoice(new(Customer, lines, Day, Far)))).Value.Id;

    public async Task<InvoiceId> IssueAsync(params InvoiceLineDraft[] lines)
    {
        var id = await DraftAsync(lines);
        _ = (await Organization.SendAsync(new FinalizeInvoice(id))).Value;
        return id;
    }

    public Task<Application.Pipeline.Result<RecordedPayment>> PayAsync(InvoiceId invoice, decimal? amount = null, DateOnly? day = null) =>
        Organization.SendAsync(new RecordPayment(invoice, amount, day ?? Day));

    public async Task<InvoiceView> ReadAsync(InvoiceId id) => (await Organization.SendAsync(new GetInvoice(id))).Value;

    /// <summary>What each account holds at the end of all days, by code; above zero a debit. Those that hold nothing are left out.</summary>
    public async Task<string> BalancesAsync()
    {
        var report = (await Organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value;
        return string.Join(' ', report.Rows.Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
    }
}
