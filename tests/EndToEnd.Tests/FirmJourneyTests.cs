using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Domain.Banking;
using Financbase.Domain.Sales;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>
/// A month of a small firm as its owner keeps it: invoices go out, a bill is approved, the bank's statement comes in, every line finds
/// its place, the month is closed; and another program comes to the same balances. No script is needed for any of it.
/// </summary>
public sealed class FirmJourneyTests
{
    private const string Customer = "accounts@northwind.test";

    private static readonly (string Words, string Account)[] Rules = [("Mooring", "6100"), ("Fuel dock", "6300"), ("Hosting", "6200")];

    private TestApp _app = null!;
    private TestSales _firm = null!;
    private TestPerson _owner = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync();
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("harbor"));
        _owner = await _firm.Organization.AddMemberAsync("owner");
        _page = await Chromium.OpenAsync(_app, scripts: false);
        await Chromium.SignInAsync(_page, _owner);
        await _page.WaitForURLAsync("**/o/**");
    }

    [TearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task A_month_is_kept_from_the_first_invoice_to_the_closed_books()
    {
        var (large, small) = (await SendInvoiceAsync(1_000), await SendInvoiceAsync(500));
        var bill = await ApproveBillAsync(200);
        await OpenBankAsync();

        await ImportAsync([.. Rules.SelectMany(rule => Enumerable.Range(1, 9).Select(turn => Line(turn, $"{rule.Words} {turn:D2}", -(10 + turn)))),
            Line(20, $"Payment of {large}", 1_200), Line(21, $"In part for {small}", 250), Line(22, $"Invoice {bill}", -240),
            .. Enumerable.Range(1, 10).Select(turn => Line(10 + turn, $"Card payment {turn:D2}", -(decimal)turn / 3))]);
        (await CountAsync("posted")).ShouldBe(27, "by rules, while it was imported");
        await MatchAsync("Payment of", large);
        await MatchAsync("In part for", small);
        await MatchAsync("Invoice", bill);
        await PostTheRestByHandAsync();
        (await CountAsync("unreviewed")).ShouldBe(0);
        await CloseMonthAsync();

        var invoices = (await _firm.Organization.SendAsync(new Application.Sales.ListInvoices(new(InvoiceKind.Invoice), new Application.Paging.PageRequest()))).Value.Items;
        invoices.Select(invoice => (invoice.Number, invoice.PaymentStatus, invoice.Totals.Open.ToPlainString()))
            .ShouldBe([(large, PaymentStatus.Paid, "0.00"), (small, PaymentStatus.PartiallyPaid, "350.00")], ignoreOrder: true);
        (await _firm.Organization.SendAsync(new PostJournalEntry(TestSales.Day, [new(_firm.Accounts["6100"], Debit: 1), new(_firm.Accounts["1010"], Credit: 1)])))
            .Error!.Code.ShouldBe("ledger.period_locked");
        await OthersComeToTheSameAsync();
    }

    private async Task<string> SendInvoiceAsync(decimal price)
    {
        await OpenAsync($"invoices/{await _firm.DraftAsync(_firm.Line(price))}");
        await AskAsync("Finalise…", "Finalise");
        await Expect(_page.GetByText("is finalised.")).ToBeVisibleAsync();
        await AskAsync("Send…", "Send");
        await Expect(_page.GetByText($"It goes to {Customer}.")).ToBeVisibleAsync();
        var number = Regex.Match(await _page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), @"\S+-\d+").Value;
        (await _app.WaitForMailsAsync(Customer)).ShouldContain(mail => mail.Subject.Contains(number, StringComparison.Ordinal));
        return number;
    }

    // Somebody else enters it: nobody approves their own.
    private async Task<string> ApproveBillAsync(decimal price)
    {
        var vendor = (await _firm.Organization.SendAsync(new CreateVendor(new("Harbour Chandlery")))).Value.Id;
        var bill = (await _firm.Organization.SendAsync(new CreateBill(new(
            vendor, "RE-2026/77", [new("Rope", price, TaxRateId: _firm.Rate)], TestSales.Day, TestSales.Far)), role: "accountant")).Value.Id;
        (await _firm.Organization.SendAsync(new ReceiveBill(bill), role: "accountant")).Error.ShouldBeNull();
        await OpenAsync($"bills/{bill}");
        await AskAsync("Approve…", "Approve");
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Approve…" })).ToHaveCountAsync(0);
        return "RE-2026/77";
    }

    private async Task OpenBankAsync()
    {
        var account = (await _firm.Organization.SendAsync(new CreateBankAccount("Operating account", "EUR"))).Value.Id;
        (await _firm.Organization.SendAsync(new ConnectBankAccount(account, _firm.Accounts["1010"]))).Error.ShouldBeNull();
        foreach (var (words, code) in Rules)
            (await _firm.Organization.SendAsync(new CreateBankRule(words, new BankRuleConditions(Words: [words]), _firm.Accounts[code], IsAutomatic: true))).Error.ShouldBeNull();
    }

    private static string Line(int day, string description, decimal amount) => string.Create(CultureInfo.InvariantCulture, $"2026-06-{day:D2},{description},{amount:0.00}");

    private async Task ImportAsync(IReadOnlyList<string> lines)
    {
        lines.Count.ShouldBe(40);
        await OpenAsync("banking");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Import into Operating account" }).ClickAsync();
        await _page.GetByLabel("Statement file").SetInputFilesAsync(new FilePayload
        {
            Name = "june.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(string.Join('\n', ["Date,Description,Amount", .. lines, ""])),
        });
        await _page.GetByRole(AriaRole.Button, new() { Name = "Show preview" }).ClickAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = "Import 40 lines" }).ClickAsync();
        await Expect(_page.GetByText("40 lines imported.")).ToBeVisibleAsync();
    }

    private async Task MatchAsync(string description, string number)
    {
        await OpenAsync($"banking/lines/{await _app.Database.ScalarAsync($"SELECT id FROM bank_transactions WHERE description LIKE '{description}%{number}'")}");
        await _page.GetByRole(AriaRole.Button, new() { Name = $"Match with {number}" }).ClickAsync();
        await Expect(_page.GetByText("is paid by this line.")).ToBeVisibleAsync();
    }

    // Each post leads to the next line.
    private async Task PostTheRestByHandAsync()
    {
        await OpenAsync($"banking/lines/{await _app.Database.ScalarAsync("SELECT id FROM bank_transactions WHERE status = 'unreviewed' ORDER BY date DESC, id DESC LIMIT 1")}");
        for (var left = 9; left >= 0; left--)
        {
            var line = _page.Url;

            // The next line's form, not what is left of the one before.
            await Expect(_page.GetByLabel("Account 1")).ToHaveValueAsync("");
            await _page.GetByLabel("Account 1").FillAsync("6350");
            await _page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();
            await Eventually.HoldsAsync(() => _page.Url != line);
            (await CountAsync("unreviewed")).ShouldBe(left);
        }
    }

    private async Task CloseMonthAsync()
    {
        await OpenAsync("settings/periods");
        await _page.GetByLabel("Closed through").FillAsync("2026-06-30");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(_page.GetByText("The books are closed through").First).ToBeVisibleAsync();
    }

    private async Task OthersComeToTheSameAsync()
    {
        var (code, journal, progress) = await WebProcess.RunVerbAsync(
            ["ledger", "export", "--organization", "harbor", "--format", "hledger"],
            ("ConnectionStrings:Financbase", _app.Database.App), ("ConnectionStrings:FinancbaseSystem", _app.Database.System),
            ("ConnectionStrings:FinancbaseOwner", _app.Database.Owner), TestApp.MasterKey);
        code.ShouldBe(0, progress);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.journal");
        await File.WriteAllTextAsync(file, journal);
        try
        {
            using var hledger = Process.Start(new ProcessStartInfo("hledger", ["-f", file, "balance", "--flat", "-N", "-O", "csv"])
            {
                RedirectStandardOutput = true,
                Environment = { ["LC_ALL"] = "C.UTF-8" },
            })!;
            var theirs = Regex.Matches(await hledger.StandardOutput.ReadToEndAsync(), """^"[a-z]+:(\d+)[^"]*","(-?[\d.]+) EUR""", RegexOptions.Multiline)
                .ToDictionary(row => row.Groups[1].Value, row => decimal.Parse(row.Groups[2].Value, CultureInfo.InvariantCulture));
            var ours = (await _firm.Organization.SendAsync(new GetTrialBalance(new DateOnly(2026, 6, 30)))).Value.Rows
                .Where(row => row.Balance.Minor != 0).ToDictionary(row => row.Account.Code, row => row.Balance.Amount);

            theirs.ShouldBe(ours, ignoreOrder: true);
            ours["1100"].ShouldBe(350);
            ours.Count.ShouldBeGreaterThan(8);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<long> CountAsync(string status) => (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM bank_transactions WHERE status = '{status}'"))!;

    private Task OpenAsync(string address) => _page.GotoAsync($"/o/harbor/{address}");

    private async Task AskAsync(string open, string confirm)
    {
        await _page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).ClickAsync();
        await _page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
    }
}
