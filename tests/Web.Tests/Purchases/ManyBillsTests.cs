using System.Net;
using Financbase.Application.Banking;
using Financbase.Application.Purchases;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Purchases;

/// <summary>More open bills than one page holds: each of them can be reached and paid, by paging and by searching.</summary>
public sealed class ManyBillsTests
{
    private const int Copies = 249;

    private TestApp _app = null!;
    private TestPurchases _firm = null!;
    private TestBrowser _browser = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestPurchases.OpenAsync(await _app.FoundAsync("firm"));
        var bill = await _firm.ApproveAsync(new BillDraft(_firm.Vendor, "B-000", [_firm.Line(10, taxed: false)], TestPurchases.Day, TestPurchases.Far));
        // Each is due a day after the one before.
        await _app.Database.ScalarAsync($"""
            INSERT INTO bills SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'number', 'B-' || to_char(n, 'FM000'), 'number_key', 'b' || to_char(n, 'FM000'), 'due_date', b.due_date + n))).*
            FROM bills b, generate_series(1, {Copies}) n WHERE b.id = '{bill.Value}'
            """);
        _browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
    }

    [TearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task A_bill_on_the_second_page_is_paid()
    {
        var address = $"/o/firm/bills/pay?vendor={_firm.Vendor.Value}";
        var last = $"{await _app.Database.ScalarAsync($"SELECT id FROM bills WHERE number = 'B-{Copies}'")}";
        (await TextAsync(address)).ShouldNotContain($"B-{Copies}");

        var second = await NextAsync(address);
        (await TextAsync(second)).ShouldContain($"B-{Copies}");
        await PayAsync(second, last);

        (await _app.Database.ScalarAsync($"SELECT open_minor FROM bills WHERE id = '{last}'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM bills WHERE open_minor = 0")).ShouldBe(1L);
    }

    [Test]
    public async Task A_bill_is_found_by_its_number_and_what_is_refused_stays_on_its_page()
    {
        var address = $"/o/firm/bills/pay?vendor={_firm.Vendor.Value}&text=b-{Copies}";
        var last = $"{await _app.Database.ScalarAsync($"SELECT id FROM bills WHERE number = 'B-{Copies}'")}";
        (await TextAsync(address)).ShouldNotContain("B-000");

        using (var refused = await _browser.SubmitAsync(address, ("Input.Bills[0].Id", last), ("Input.Bills[0].IsChosen", "true"), ("Input.Bills[0].Amount", "much"), ("Input.Date", $"{TestPurchases.Day:O}")))
            (await refused.Content.ReadAsStringAsync()).ShouldContain($"B-{Copies}");
        await PayAsync(address, last);

        (await _app.Database.ScalarAsync($"SELECT open_minor FROM bills WHERE id = '{last}'")).ShouldBe(0L);
        (await TextAsync(address)).ShouldContain("Nothing found");
        (await TextAsync(address.Replace($"b-{Copies}", "%25", StringComparison.Ordinal))).ShouldContain("Nothing found", customMessage: "% is a character like any other");
    }

    [Test]
    public async Task A_file_pays_bills_of_the_second_page_and_those_that_a_search_finds()
    {
        var account = (await _firm.Organization.SendAsync(new CreateBankAccount("Giro", "EUR", "DE02120300000000202051", null))).Value.Id;
        (await _firm.Organization.SendAsync(new ConnectBankAccount(account, _firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        const string Address = "/o/firm/payment-files/new";
        (await TextAsync(Address)).ShouldNotContain($"B-{Copies}");

        await MakeAsync(await NextAsync(Address), $"B-{Copies}");
        await MakeAsync($"{Address}?text=b-{Copies - 1}", $"B-{Copies - 1}");

        (await _app.Database.ScalarAsync("SELECT count(*) FROM payment_file_bills")).ShouldBe(2L);
        (await TextAsync($"{Address}?text=b-{Copies}")).ShouldContain("Nothing found");
        (await TextAsync($"{Address}?text=chandlery")).ShouldContain("B-000");

        async Task MakeAsync(string address, string number)
        {
            (await TextAsync(address)).ShouldContain(number);
            using var made = await _browser.SubmitAsync(
                address, ("Input.Account", $"{account.Value}"), ("Input.ExecutionDate", $"{DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2):O}"),
                ("Input.Bills", $"{await _app.Database.ScalarAsync($"SELECT id FROM bills WHERE number = '{number}'")}"));
            made.StatusCode.ShouldBe(HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        }
    }

    private async Task PayAsync(string address, string bill)
    {
        using var paid = await _browser.SubmitAsync(address, ("Input.Bills[0].Id", bill), ("Input.Bills[0].IsChosen", "true"), ("Input.Date", $"{TestPurchases.Day:O}"));
        paid.StatusCode.ShouldBe(HttpStatusCode.Redirect, await paid.Content.ReadAsStringAsync());
    }

    /// <summary>Where “Next page” leads.</summary>
    private async Task<string> NextAsync(string address)
    {
        var page = await TextAsync(address);
        var link = page[..page.IndexOf("Next page", StringComparison.Ordinal)];
        link = link[(link.LastIndexOf("href=\"", StringComparison.Ordinal) + "href=\"".Length)..];
        return link[..link.IndexOf('"', StringComparison.Ordinal)];
    }

    private async Task<string> TextAsync(string address) => WebUtility.HtmlDecode(await _browser.GetStringAsync(address));
}
