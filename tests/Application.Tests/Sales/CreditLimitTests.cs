using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>A customer never has credit for what was neither paid nor is owed, in whichever order documents are paid, credited and written off.</summary>
public sealed class CreditLimitTests
{
    private TestApp _app = null!;
    private int _firms;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_was_written_off_is_not_given_back()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        await firm.PayAsync(id, 20);
        await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day));

        (await CreditAsync(firm, id)).ShouldBe("sales.credits_too_much");
        (await CreditAsync(firm, id, firm.Line(20.01m, taxed: false))).ShouldBe("sales.credits_too_much");
        (await CreditAsync(firm, id, firm.Line(20, taxed: false))).ShouldBeNull("so much came");

        (await firm.BalancesAsync()).ShouldBe("1010:20.00 1100:-20.00 2200:-20.00 4000:-80.00 6900:100.00");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task What_a_credit_note_took_back_is_no_bad_debt()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        var paid = (await firm.PayAsync(id)).Value;
        (await CreditAsync(firm, id, firm.Line(50))).ShouldBeNull();
        await firm.Organization.SendAsync(new UndoPayment(paid.Id));

        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day))).Error!.Code.ShouldBe("sales.credit_note_stands");
        var note = (await firm.Organization.SendAsync(new GetOpenCredits(id))).Value.ShouldHaveSingleItem().CreditNoteId!.Value;
        await firm.Organization.SendAsync(new UseCredit(id, CreditNoteId: note, Date: TestSales.Day));
        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBe("2200:-10.00 4000:-50.00 6900:60.00");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task An_invoice_is_not_void_while_a_credit_note_of_it_stands()
    {
        var firm = await FirmAsync();
        var id = await firm.IssueAsync(firm.Line(100));
        var paid = (await firm.PayAsync(id)).Value;
        (await CreditAsync(firm, id)).ShouldBeNull();
        await firm.Organization.SendAsync(new UndoPayment(paid.Id));

        (await firm.Organization.SendAsync(new VoidInvoice(id, TestSales.Day))).Error!.Code.ShouldBe("sales.credit_note_stands");
        var note = (await firm.Organization.SendAsync(new GetOpenCredits(id))).Value.ShouldHaveSingleItem().CreditNoteId!.Value;
        (await firm.Organization.SendAsync(new VoidInvoice(note, TestSales.Day, Kind: InvoiceKind.CreditNote))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new VoidInvoice(id, TestSales.Day))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBe("");
        await VerifyAsync(firm);
    }

    [Test]
    public async Task What_is_open_again_is_written_off_again_and_each_write_off_counts_on_its_day()
    {
        var firm = await FirmAsync();
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day, 0.5m));
        var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(100, taxed: false)], TestSales.Day, TestSales.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new FinalizeInvoice(id));
        var paid = (await firm.PayAsync(id, 60, TestSales.Day.AddDays(1))).Value;
        await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day.AddDays(2)));
        await firm.Organization.SendAsync(new UndoPayment(paid.Id, TestSales.Day.AddDays(3)));

        (await firm.Organization.SendAsync(new WriteOffInvoice(id, TestSales.Day.AddDays(10)))).Error.ShouldBeNull();

        var view = await firm.ReadAsync(id);
        (view.WrittenOff.Minor, view.Totals.Open.Minor, view.Totals.Paid.Minor).ShouldBe((100_00, 0, 0));
        (await firm.BalancesAsync()).ShouldBe("4000:-50.00 6900:50.00");
        (await OwedAsync(firm, TestSales.Day)).ShouldBe(["100.00 USD 50.00 EUR"]);
        (await OwedAsync(firm, TestSales.Day.AddDays(1))).ShouldBe(["40.00 USD 20.00 EUR"], "the payment counted until it was undone");
        (await OwedAsync(firm, TestSales.Day.AddDays(5))).ShouldBe(["60.00 USD 30.00 EUR"]);
        (await OwedAsync(firm, TestSales.Day.AddDays(10))).ShouldBeEmpty();
        (await firm.Organization.SendAsync(new GetTrialBalance(TestSales.Day.AddDays(12), Basis.Cash))).Value.Rows.ShouldAllBe(row => row.Balance.Minor == 0, "none of it was ever paid");
        await VerifyAsync(firm);
    }

    private async Task<TestSales> FirmAsync() => await TestSales.OpenAsync(await _app.FoundAsync($"limit-{Interlocked.Increment(ref _firms)}"));

    private static async Task<string?> CreditAsync(TestSales firm, InvoiceId id, params InvoiceLineDraft[] lines) =>
        (await firm.Organization.SendAsync(new CreditInvoice(id, lines.Length == 0 ? null : lines, TestSales.Day))).Error?.Code;

    private static async Task<string[]> OwedAsync(TestSales firm, DateOnly day) =>
        [.. (await firm.Organization.SendAsync(new GetRevaluation(day))).Value.Lines.Where(line => line.Account.Code == "1100").Select(line => $"{line.Original} {line.Kept}")];

    private static async Task VerifyAsync(TestSales firm) => (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
}
