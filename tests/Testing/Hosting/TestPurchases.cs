using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

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
            Rate = (await organization.SendAsync(new CreateTaxRate("VAT 20 % on costs", [new("VAT", 20)]))).Value.Id,
        };
    }

    public BillLineDraft Line(decimal price, decimal quantity = 1, bool taxed = true, string? account = null) => new(
        "Rope", price, quantity, 0, taxed ? Rate : null, account is null ? null : Accounts[account]);

    /// <summary>With a number of its own where none is given.</summary>
    public async Task<BillId> DraftAsync(string? number = null, DateOnly? day = null, params BillLineDraft[] lines) =>
        (await Organization.SendAsync(new CreateBill(new(Vendor, number ?? $"N-{++_number}", lines, day ?? Day, Far)))).Value.Id;

    public Task<BillId> ApproveAsync(params BillLineDraft[] lines) => ApproveAsync(Vendor, lines);

    public Task<BillId> ApproveAsync(VendorId vendor, params BillLineDraft[] lines) => ApproveAsync(new BillDraft(vendor, $"N-{++_number}", lines, Day, Far));

    public Task<BillId> ApproveInAsync(string currency, params BillLineDraft[] lines) => ApproveAsync(new BillDraft(Vendor, $"N-{++_number}", lines, Day, Far, currency));

    public async Task<BillId> ApproveAsync(BillDraft draft)
    {
        var id = (await Organization.SendAsync(new CreateBill(draft))).Value.Id;
        _ = (await Organization.SendAsync(new ReceiveBill(id))).Value;
        _ = (await Organization.SendAsync(new ApproveBill(id))).Value;
        return id;
    }

    public Task<Result<RecordedVendorPayment>> PayAsync(IReadOnlyList<BillShare> bills, decimal? amount = null, DateOnly? day = null, FeeDraft? fee = null) =>
        Organization.SendAsync(new RecordVendorPayment(bills, amount, day ?? Day, Fee: fee));

    /// <summary>Sends it as this person; what they may is that of the role.</summary>
    public async Task<Result<T>> AsAsync<T>(TestPerson person, IRequest<Result<T>> request, string role = "owner")
    {
        await using var scope = Organization.App.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(Organization.Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(
            new Principal($"user:{person.Id}", PrincipalKind.User, person.Id, Role.Find(role)!.Permissions));
        return await scope.ServiceProvider.GetRequiredService<Financbase.Application.Pipeline.ISender>().Send(request, CancellationToken.None);
    }

    public async Task<BillView> ReadAsync(BillId id) => (await Organization.SendAsync(new GetBill(id))).Value;

    /// <summary>What each account holds at the end of all days, by code; above zero a debit. Those that hold nothing are left out.</summary>
    public async Task<string> BalancesAsync()
    {
        var report = (await Organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value;
        return string.Join(' ', report.Rows.Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
    }
}
