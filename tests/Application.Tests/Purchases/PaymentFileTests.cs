using System.Text;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Financbase.Testing.Purchases;
using Npgsql;

namespace Financbase.Application.Tests.Purchases;

/// <summary>Files that pay bills: what they order, what holds a bill, and what they come to in the books.</summary>
public sealed class PaymentFileTests
{
    private const string Own = "DE02120300000000202051";
    private static readonly DateOnly Soon = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3);

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_file_orders_its_bills_and_confirmed_they_are_paid()
    {
        var (firm, account) = await OpenAsync("orders");
        var other = (await firm.Organization.SendAsync(new CreateVendor(new("Müller & Söhne", Iban: "FR14 2004 1010 0505 0001 3M02 606", Bic: "PSSTFRPPXXX")))).Value.Id;
        BillId[] bills =
        [
            await firm.ApproveAsync(new BillDraft(firm.Vendor, "RE–2026/7", [firm.Line(100)], TestPurchases.Day, TestPurchases.Far)),
            await firm.ApproveAsync(new BillDraft(other, "第7号", [firm.Line(50, taxed: false)], TestPurchases.Day, TestPurchases.Far)),
        ];
        (await firm.Organization.SendAsync(new GetPayableBills(new PageRequest()))).Value.Items.Select(bill => bill.Id).ShouldBe(bills, ignoreOrder: true);

        var file = (await firm.Organization.SendAsync(new PreparePaymentFile(account, bills, Soon))).Value;

        var content = (await firm.Organization.SendAsync(new GetPaymentFileContent(file.Id))).Value;
        var message = CreditTransferCheck.Of(content.Content);
        message.Faults.ShouldBeEmpty();
        (message.MessageId, message.DebtorIban, message.Day, message.Total).ShouldBe(($"FB-{file.Id.Value:N}", Own, Soon, 170m));
        message.Transfers.Select(one => $"{one.Name} {one.Iban} {one.Bic} {one.Amount}").ShouldBe(
            ["Harbour Chandlery DE89370400440532013000  120.00", "Mueller + Soehne FR1420041010050500013M02606 PSSTFRPPXXX 50.00"]);
        message.Transfers[0].Remittance.ShouldBe("RE-2026/7");
        message.Transfers[1].Remittance.ShouldBe(".7.");

        // Other bank details from now on: the same bytes all the same. No bank number is anywhere in the clear.
        await firm.Organization.SendAsync(new UpdateVendor(other, new("Müller", Iban: "NL91ABNA0417164300")));
        (await firm.Organization.SendAsync(new GetPaymentFileContent(file.Id))).Value.Content.ShouldBe(content.Content);
        var stored = (byte[])(await _app.Database.ScalarAsync($"SELECT content_sealed FROM payment_files WHERE id = '{file.Id}'"))!;
        Encoding.Latin1.GetString(stored).ShouldNotContain("FR14");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM audit_logs a WHERE a::text LIKE '%FR14%' OR a::text LIKE '%DE0212%'")).ShouldBe(0L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM events e WHERE e::text LIKE '%FR14%' OR e::text LIKE '%DE0212%'")).ShouldBe(0L);

        (await firm.Organization.SendAsync(new GetPayableBills(new PageRequest()))).Value.Items.ShouldBeEmpty();
        (await firm.Organization.SendAsync(new PreparePaymentFile(account, [bills[0]], Soon))).Error!.Code.ShouldBe("purchases.bill_in_file");
        (await firm.Organization.SendAsync(new ConfirmPaymentFile(file.Id))).Value.Date.ShouldBe(Soon);
        (await firm.BalancesAsync()).ShouldBe("1010:-170.00 1200:20.00 5000:150.00");
        (await firm.ReadAsync(bills[0])).Payments.ShouldHaveSingleItem().Name.ShouldBe(message.Transfers[0].EndToEndId);
        (await firm.Organization.SendAsync(new GetPaymentFile(file.Id))).Value.Bills.ShouldAllBe(bill => bill.PaymentId != null);
        foreach (var again in new[] { (await firm.Organization.SendAsync(new ConfirmPaymentFile(file.Id))).Error, (await firm.Organization.SendAsync(new ReleasePaymentFile(file.Id))).Error })
            again!.Code.ShouldBe("purchases.file_ended");
        (await firm.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
        foreach (var change in new[] { "UPDATE payment_files SET total_minor = 1", "UPDATE payment_files SET status = 'prepared', ended_at = NULL", "DELETE FROM payment_file_bills", "UPDATE payment_file_bills SET amount_minor = 1" })
            (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(change))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, change);
    }

    [Test]
    public async Task A_released_file_frees_its_bills_and_what_was_paid_meanwhile_is_not_paid_twice()
    {
        var (firm, account) = await OpenAsync("released");
        var bill = await firm.ApproveAsync(firm.Line(100, taxed: false));
        var first = (await firm.Organization.SendAsync(new PreparePaymentFile(account, [bill]))).Value.Id;
        (await firm.Organization.SendAsync(new ReleasePaymentFile(first))).IsSuccess.ShouldBeTrue();
        (await firm.Organization.SendAsync(new GetPaymentFileContent(first))).Error!.Code.ShouldBe("purchases.file_ended");

        var twice = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => firm.Organization.SendAsync(new PreparePaymentFile(account, [bill], Soon))));
        var second = twice.Single(one => one.IsSuccess).Value.Id;
        twice.Where(one => !one.IsSuccess).ShouldAllBe(one => one.Error!.Code == "purchases.bill_in_file");

        var paid = (await firm.PayAsync([new(bill, 30)])).Value.Id;
        (await firm.Organization.SendAsync(new ConfirmPaymentFile(second))).Error!.Code.ShouldBe("purchases.paid_meanwhile");
        await firm.Organization.SendAsync(new UndoVendorPayment(paid));
        await firm.Organization.SendAsync(new LockPeriod(Soon));
        (await firm.Organization.SendAsync(new ConfirmPaymentFile(second))).Error!.Code.ShouldBe("ledger.period_locked");
        var confirmed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => firm.Organization.SendAsync(new ConfirmPaymentFile(second, Soon.AddDays(1)))));
        confirmed.Count(one => one.IsSuccess).ShouldBe(1);
        (await firm.BalancesAsync()).ShouldBe("1010:-100.00 5000:100.00");
        (await _app.Database.ScalarAsync($"SELECT string_agg(type, ' ' ORDER BY position) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'payment\\_file.%'"))
            .ShouldBe("payment_file.prepared payment_file.released payment_file.prepared payment_file.confirmed");
    }

    [Test]
    public async Task Nobody_prepares_the_payment_of_what_they_approved_while_somebody_else_may()
    {
        var (firm, account) = await OpenAsync("duties");
        var (enters, one) = (await firm.Organization.AddMemberAsync("member"), await firm.Organization.AddMemberAsync("accountant"));
        BillId[] bills = [await ApprovedByAsync("D-1"), await ApprovedByAsync("D-2")];

        (await firm.AsAsync(one, new PreparePaymentFile(account, [bills[0]]), "accountant")).IsSuccess.ShouldBeTrue("nobody else may");
        await firm.Organization.AddMemberAsync("owner");
        (await firm.AsAsync(one, new PreparePaymentFile(account, [bills[1]]), "accountant")).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.Organization.SendAsync(new PreparePaymentFile(account, [bills[1]]), role: "approver")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await firm.Organization.SendAsync(new PreparePaymentFile(account, [bills[1]]))).IsSuccess.ShouldBeTrue();

        async Task<BillId> ApprovedByAsync(string number)
        {
            var id = (await firm.AsAsync(enters, new CreateBill(new(firm.Vendor, number, [firm.Line(10)], TestPurchases.Day)))).Value.Id;
            await firm.AsAsync(enters, new ReceiveBill(id));
            _ = (await firm.AsAsync(one, new ApproveBill(id), "accountant")).Value;
            return id;
        }
    }

    [Test]
    public async Task What_cannot_be_paid_by_a_file_is_refused()
    {
        var (firm, account) = await OpenAsync("unfit");
        var (elsewhere, theirs) = await OpenAsync("theirs");
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day, 0.80m));
        var nowhere = await firm.ApproveAsync((await firm.Organization.SendAsync(new CreateVendor(new("No account")))).Value.Id, firm.Line(1));
        var outside = await firm.ApproveAsync((await firm.Organization.SendAsync(new CreateVendor(new("Outside", Iban: "TR330006100519786457841326")))).Value.Id, firm.Line(1));
        var unwritable = await firm.ApproveAsync((await firm.Organization.SendAsync(new CreateVendor(new("東京商会", Iban: "NL91ABNA0417164300")))).Value.Id, firm.Line(1));
        var open = await firm.ApproveAsync(firm.Line(1));
        var bare = (await firm.Organization.SendAsync(new CreateBankAccount("No IBAN", "EUR", null, null))).Value.Id;

        foreach (var bill in new[] { nowhere, outside, unwritable, await firm.ApproveInAsync("USD", firm.Line(1)) })
            (await PrepareAsync(account, bill)).ShouldBe("purchases.not_by_file");
        (await PrepareAsync(account, await firm.DraftAsync(lines: [firm.Line(1)]))).ShouldBe("purchases.not_approved");
        (await PrepareAsync(account, await elsewhere.ApproveAsync(elsewhere.Line(1)))).ShouldBe("purchases.bill_unknown");
        (await PrepareAsync(account)).ShouldBe("validation_error");
        (await PrepareAsync(account, open, open)).ShouldBe("validation_error");
        (await PrepareAsync(bare, open)).ShouldBe("purchases.bank_account_unfit");
        (await PrepareAsync(theirs, open)).ShouldBe("purchases.bank_account_unfit");
        foreach (var day in new[] { -2, 400 })
            (await firm.Organization.SendAsync(new PreparePaymentFile(account, [open], DateOnly.FromDateTime(DateTime.UtcNow).AddDays(day)))).Error!.Fields!.Keys.ShouldBe(["executionDate"]);
        await firm.PayAsync([new(open)]);
        (await PrepareAsync(account, open)).ShouldBe("purchases.nothing_open");
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM payment_files WHERE organization_id = '{firm.Organization.Id}'")).ShouldBe(0L);

        async Task<string?> PrepareAsync(BankAccountId from, params BillId[] bills) => (await firm.Organization.SendAsync(new PreparePaymentFile(from, bills))).Error?.Code;
    }

    private async Task<(TestPurchases Firm, BankAccountId Account)> OpenAsync(string name)
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync(name));
        var account = (await firm.Organization.SendAsync(new CreateBankAccount("Giro", "EUR", Own, null))).Value.Id;
        (await firm.Organization.SendAsync(new ConnectBankAccount(account, firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        return (firm, account);
    }
}
