using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Purchases;

/// <summary>Of whom is bought, and where money for them goes.</summary>
public sealed class VendorTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_vendor_is_kept_as_it_was_told_and_its_numbers_sealed()
    {
        var firm = await _app.FoundAsync("firm");

        var id = (await firm.SendAsync(new CreateVendor(new(
            " Werft Ärmel ", "post@werft.test", "+49 40 1", new("Am Kai 1", "20457", "Hamburg", "de"), "DE811907980", "de89 3704 0044 0532 0130 00", "cobadeffxxx", 14)))).Value.Id;

        var view = (await firm.SendAsync(new GetVendor(id), role: "viewer")).Value;
        (view.Name, view.Address.Country, view.TaxId, view.Iban, view.Bic, view.PaymentDays).ShouldBe(
            ("Werft Ärmel", "DE", "DE811907980", "DE89370400440532013000", "COBADEFFXXX", 14));
        foreach (var number in new[] { "811907980", "0532013000", "COBADE" })
        {
            (await _app.Database.ScalarAsync($"SELECT count(*) FROM vendors v WHERE v.id = '{id}' AND (v::text LIKE '%{number}%' OR encode(iban_sealed || bic_sealed || tax_id_sealed, 'escape') LIKE '%{number}%')"))
                .ShouldBe(0L, number);
        }

        ((string)(await _app.Database.ScalarAsync($"SELECT changes::text FROM audit_logs WHERE action = 'vendor.add' AND organization_id = '{firm.Id}'"))!)
            .ShouldNotContain("werft", Case.Insensitive, "whose data they are is not told in what stays for years");
    }

    [Test]
    public async Task A_change_says_whether_money_goes_elsewhere()
    {
        var firm = await _app.FoundAsync("careful");
        var id = (await firm.SendAsync(new CreateVendor(new("Yard", Iban: "DE89370400440532013000")))).Value.Id;

        await firm.SendAsync(new UpdateVendor(id, new("Yard", Iban: "DE89370400440532013000")));
        await firm.SendAsync(new UpdateVendor(id, new("Yard Ltd", Iban: "DE89370400440532013000")));
        await firm.SendAsync(new UpdateVendor(id, new("Yard Ltd", Iban: "GB29NWBK60161331926819")));

        (await _app.Database.ScalarAsync($"SELECT string_agg(data ->> 'bankDetailsChanged', ' ' ORDER BY id) FROM events WHERE type = 'vendor.updated' AND organization_id = '{firm.Id}'"))
            .ShouldBe("false true");
    }

    [TestCase("", null, null, null, "name")]
    [TestCase("Yard", "nobody", null, null, "email")]
    [TestCase("Yard", null, "DE89370400440532013001", null, "iban")]
    [TestCase("Yard", null, null, "COBADEFFXX", "bic")]
    public async Task Each_fault_is_told_at_its_field(string name, string? email, string? iban, string? bic, string field)
    {
        var firm = await _app.FoundAsync($"faults-{field}");

        (await firm.SendAsync(new CreateVendor(new(name, email, Iban: iban, Bic: bic)))).Error!.Fields!.Keys.ShouldBe([field]);
    }

    [Test]
    public async Task Its_account_is_one_for_costs_that_is_in_use_and_the_organizations_own()
    {
        var (firm, others) = (await _app.FoundAsync("named"), await _app.FoundAsync("others"));
        var costs = (await firm.SendAsync(new CreateAccount("6000", "Rent", AccountSubtype.OperatingExpense))).Value.Id;
        var income = (await firm.SendAsync(new CreateAccount("4000", "Sales", AccountSubtype.Sales))).Value.Id;
        var theirs = (await others.SendAsync(new CreateAccount("6000", "Rent", AccountSubtype.OperatingExpense))).Value.Id;

        foreach (var wrong in new[] { income, theirs })
            (await firm.SendAsync(new CreateVendor(new("Yard", AccountId: wrong)))).Error!.Code.ShouldBe("purchases.account_not_for_purchases");
        var vendor = (await firm.SendAsync(new CreateVendor(new("Yard", AccountId: costs)))).Value;
        (await firm.SendAsync(new GetVendor(vendor.Id))).Value.AccountId.ShouldBe(costs);
        (await firm.SendAsync(new UpdateVendor(vendor.Id, new("Yard", AccountId: income)))).Error!.Code.ShouldBe("purchases.account_not_for_purchases");
    }

    [Test]
    public async Task A_viewer_changes_nothing_and_nobody_else_sees_it()
    {
        var (firm, others) = (await _app.FoundAsync("rights"), await _app.FoundAsync("neighbours"));
        var id = (await firm.SendAsync(new CreateVendor(new("Yard")), role: "accountant")).Value.Id;

        (await firm.SendAsync(new CreateVendor(new("Other")), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.SendAsync(new DeleteVendor(id), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await others.SendAsync(new GetVendor(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await firm.SendAsync(new DeleteVendor(id))).Value.IsArchived.ShouldBeFalse();
        (await firm.SendAsync(new GetVendor(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }
}
