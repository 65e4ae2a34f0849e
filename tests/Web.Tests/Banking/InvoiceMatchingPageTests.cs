using System.Net;
using System.Net.Http.Json;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.Sales;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>Invoices that a bank line pays, on its page and through the API.</summary>
public sealed class InvoiceMatchingPageTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestSales _sales = null!;
    private TestPerson _accountant = null!;
    private TestBrowser _browser = null!;
    private BankAccountId _bank;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _sales = await TestSales.OpenAsync(_firm);
        _bank = await _firm.OpenAccountAsync();
        await _firm.SendAsync(new ConnectBankAccount(_bank, _sales.Accounts["1010"]));
        _accountant = await _firm.AddMemberAsync("accountant");
        _browser = await TestBrowser.SignInAsync(_app, _accountant);
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_suggested_invoice_is_matched_with_one_click_and_taken_back_with_another()
    {
        var invoice = await _sales.IssueAsync(_sales.Line(100));
        var line = await LineAsync("Thank you,120.00");
        var page = $"/o/firm/banking/lines/{line}";
        (await _browser.GetStringAsync(page)).ShouldContain("just what is open of INV-2026-00001");

        using var matched = await _browser.PostAsync($"{page}?handler=MatchInvoice", await TokenAsync(page), ("invoice", $"{invoice}"));
        matched.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _sales.ReadAsync(invoice)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
        (await _browser.GetStringAsync(page)).ShouldContain($"/o/firm/invoices/{invoice}");

        using var undone = await _browser.PostAsync($"{page}?handler=Undo", await TokenAsync(page));
        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _sales.ReadAsync(invoice)).PaymentStatus.ShouldBe(PaymentStatus.Open);
    }

    [Test]
    public async Task Several_are_matched_by_their_numbers_with_a_fee()
    {
        var (one, two) = (await _sales.IssueAsync(_sales.Line(100)), await _sales.IssueAsync(_sales.Line(50)));
        var page = $"/o/firm/banking/lines/{await LineAsync("Payout,175.00")}";

        using var matched = await _browser.PostAsync($"{page}?handler=MatchInvoices", await TokenAsync(page), ("numbers", "inv-2026-00001, INV-2026-00002"), ("fee", "5.00"));

        matched.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await _sales.ReadAsync(one)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
        (await _sales.ReadAsync(two)).PaymentStatus.ShouldBe(PaymentStatus.Paid);
    }

    [TestCase("INV-2026-00009", "", "There is no invoice with the number INV-2026-00009.")]
    [TestCase("INV-2026-00001", "five", "Write the fee like 1.50.")]
    [TestCase("", "", "Choose an invoice.")]
    public async Task What_cannot_be_matched_is_told_and_nothing_is_booked(string numbers, string fee, string said)
    {
        await _sales.IssueAsync(_sales.Line(100));
        var page = $"/o/firm/banking/lines/{await LineAsync("Payout,120.00")}";

        using var refused = await _browser.PostAsync($"{page}?handler=MatchInvoices", await TokenAsync(page), ("numbers", numbers), ("fee", fee));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain(said);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM payments")).ShouldBe(0L);
    }

    [Test]
    public async Task Programs_match_parts_and_are_told_what_is_left()
    {
        var invoice = await _sales.IssueAsync(_sales.Line(100));
        var line = await LineAsync("Payout,120.00");
        using var api = _app.CreateApiClient(await _firm.IssueKeyAsync(_accountant));

        using var answer = await api.PostAsJsonAsync(
            $"/api/bank-transactions/{line}/match-invoices", new { invoices = new[] { new { invoiceId = $"{invoice}", amount = "20.00" } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"unallocated\":{\"value\":\"100.00\",\"currency\":\"EUR\"}");
        (await _sales.ReadAsync(invoice)).Totals.Open.ToPlainString().ShouldBe("100.00");
    }

    private async Task<(string, string)> TokenAsync(string page) => ("__RequestVerificationToken", await _browser.TokenAsync(page));

    private async Task<BankTransactionId> LineAsync(string line)
    {
        await _firm.ImportAsync(_bank, $"Date,Description,Amount\n2026-06-20,{line}\n");
        return (await _firm.SendAsync(new ListBankTransactions(new(_bank), new PageRequest(1), BankTransactionOrder.NewestFirst))).Value.Items[0].Id;
    }
}
