using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>Tax rates, customers and items: what documents begin with.</summary>
public sealed class CatalogueTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_customer_is_kept_as_it_was_told_and_its_tax_number_sealed()
    {
        var firm = await _app.FoundAsync("firm");
        CustomerTerms terms = new(" Werft Ärmel & Söhne ", "post@werft.test", "+49 40 1", new("Am Kai 1\nHaus 2", "20457", "Hamburg", "de"), "DE811907980", 14);

        var id = (await firm.SendAsync(new CreateCustomer(terms))).Value.Id;

        var view = (await firm.SendAsync(new GetCustomer(id), role: "viewer")).Value;
        (view.Name, view.Email, view.Address, view.TaxId, view.PaymentDays).ShouldBe(
            ("Werft Ärmel & Söhne", "post@werft.test", terms.Address! with { Country = "DE" }, "DE811907980", 14));
        ((long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM customers c WHERE c.id = '{id}' AND c::text LIKE '%811907980%'"))!).ShouldBe(0);
        (await _app.Database.ScalarAsync($"SELECT data ->> 'name' FROM events WHERE type = 'customer.created' AND data ->> 'id' = '{id}'")).ShouldBe("Werft Ärmel & Söhne");
        ((string)(await _app.Database.ScalarAsync($"SELECT changes::text FROM audit_logs WHERE action = 'customer.add' AND organization_id = '{firm.Id}'"))!)
            .ShouldNotContain("werft", Case.Insensitive, "whose data they are is not told in what stays for years");
    }

    [Test]
    public async Task A_change_that_is_none_is_no_event()
    {
        var firm = await _app.FoundAsync("still");
        var customer = (await firm.SendAsync(new CreateCustomer(new("Yard", "a@yard.test")))).Value;

        await firm.SendAsync(new UpdateCustomer(customer.Id, new("Yard", "a@yard.test")));
        await firm.SendAsync(new UpdateCustomer(customer.Id, new("Yard", "b@yard.test")));

        (await _app.Database.ScalarAsync($"SELECT count(*) FROM events WHERE type = 'customer.updated' AND organization_id = '{firm.Id}'")).ShouldBe(1L);
    }

    [TestCase("", null, null, "name")]
    [TestCase("Yard", "nobody", null, "email")]
    [TestCase("Yard", null, "Germany", "address.country")]
    public async Task Each_fault_is_told_at_its_field(string name, string? email, string? country, string field)
    {
        var firm = await _app.FoundAsync($"faults-{field.Replace('.', '-')}");

        (await firm.SendAsync(new CreateCustomer(new(name, email, Address: new(Country: country))))).Error!.Fields!.Keys.ShouldBe([field]);
    }

    [Test]
    public async Task What_nothing_refers_to_is_deleted_and_what_is_used_is_archived()
    {
        var firm = await _app.FoundAsync("tidy");
        var (used, unused) = (await RateAsync(firm, "Used"), await RateAsync(firm, "Unused"));
        var item = (await firm.SendAsync(new CreateItem(new("Dock", 10, TaxRateId: used)))).Value;

        (await firm.SendAsync(new DeleteTaxRate(unused))).Value.IsArchived.ShouldBeFalse();
        (await firm.SendAsync(new DeleteTaxRate(used))).Value.IsArchived.ShouldBeTrue();

        (await firm.SendAsync(new GetTaxRate(unused))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await firm.SendAsync(new GetTaxRate(used))).Value.IsArchived.ShouldBeTrue();
        (await firm.SendAsync(new ListTaxRates(new(IsArchived: false), new PageRequest()))).Value.Items.ShouldBeEmpty();
        (await firm.SendAsync(new DeleteItem(item.Id))).Value.IsArchived.ShouldBeFalse();
        (await firm.SendAsync(new DeleteTaxRate(used))).Value.IsArchived.ShouldBeFalse();
    }

    [Test]
    public async Task An_item_names_only_what_is_the_organizations_and_in_use()
    {
        var (firm, others) = (await _app.FoundAsync("named"), await _app.FoundAsync("others"));
        var (rate, theirs) = (await RateAsync(firm, "VAT"), await RateAsync(others, "VAT"));
        var income = (await firm.SendAsync(new CreateAccount("4000", "Sales", AccountSubtype.Sales))).Value.Id;
        var costs = (await firm.SendAsync(new CreateAccount("6000", "Rent", AccountSubtype.OperatingExpense))).Value.Id;

        (await firm.SendAsync(new CreateItem(new("Dock", 10, TaxRateId: theirs)))).Error!.Code.ShouldBe("documents.tax_rate_unknown");
        (await firm.SendAsync(new CreateItem(new("Dock", 10, AccountId: costs)))).Error!.Code.ShouldBe("sales.account_not_for_sales");
        var item = (await firm.SendAsync(new CreateItem(new("Dock", 10.123456m, "D-1", TaxRateId: rate, AccountId: income)))).Value;
        (await firm.SendAsync(new GetItem(item.Id))).Value.ShouldBe(item);
        (await firm.SendAsync(new CreateItem(new("Dock again", 10, "D-1")))).Error!.Code.ShouldBe("sales.item_code_taken");
        (await firm.SendAsync(new CreateItem(new("Dock", 10.1234567m)))).Error!.Fields!.Keys.ShouldBe(["unitPrice"]);

        await firm.SendAsync(new UpdateTaxRate(rate, "VAT", [new("VAT", 20)], IsArchived: true));
        (await firm.SendAsync(new UpdateItem(item.Id, new("Dock 2", 11, "D-1", TaxRateId: rate, AccountId: income)))).IsSuccess.ShouldBeTrue("it named it before");
        (await firm.SendAsync(new CreateItem(new("New", 10, TaxRateId: rate)))).Error!.Code.ShouldBe("documents.tax_rate_unknown");
    }

    [Test]
    public async Task A_viewer_changes_nothing_and_a_name_is_taken_once()
    {
        var firm = await _app.FoundAsync("rights");
        await RateAsync(firm, "VAT");

        (await firm.SendAsync(new CreateTaxRate("VAT", [new("VAT", 7)]))).Error!.Code.ShouldBe("documents.tax_rate_name_taken");
        (await firm.SendAsync(new CreateTaxRate("Other", [new("VAT", 7)]), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.SendAsync(new CreateCustomer(new("Yard")), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.SendAsync(new CreateItem(new("Dock", 1)), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.SendAsync(new CreateItem(new("Dock", 1)), role: "accountant")).IsSuccess.ShouldBeTrue();
    }

    private static async Task<TaxRateId> RateAsync(TestOrganization firm, string name) =>
        (await firm.SendAsync(new CreateTaxRate(name, [new("VAT", 20)]))).Value.Id;
}
