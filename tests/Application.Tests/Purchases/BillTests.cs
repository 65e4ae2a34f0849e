using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Purchases;

/// <summary>A bill from its draft to the books: who decides, what is posted, and what is told of twins.</summary>
public sealed class BillTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_approved_bill_is_in_the_books_and_nothing_before_it()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("books"));
        var id = await firm.DraftAsync(lines: [firm.Line(100, account: "6100"), firm.Line(50, 2), firm.Line(10, taxed: false)]);

        await firm.Organization.SendAsync(new ReceiveBill(id));
        (await firm.BalancesAsync()).ShouldBeEmpty("it only waits");
        (await firm.Organization.SendAsync(new ApproveBill(id))).Value.Open.ToPlainString().ShouldBe("250.00");

        (await firm.BalancesAsync()).ShouldBe("1200:40.00 2000:-250.00 5000:110.00 6100:100.00");
        var bill = await firm.ReadAsync(id);
        (bill.Status, bill.PaymentStatus, bill.JournalEntryId is not null).ShouldBe((BillStatus.Approved, BillPaymentStatus.Open, true));
        (await EventsAsync(firm)).ShouldBe("bill.approval_requested bill.approved bill.received");
    }

    [Test]
    public async Task A_line_without_an_account_goes_where_the_vendor_says()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("usual"));
        await firm.Organization.SendAsync(new UpdateVendor(firm.Vendor, new("Chandlery", AccountId: firm.Accounts["6200"])));

        await firm.ApproveAsync(firm.Line(100, taxed: false));

        (await firm.BalancesAsync()).ShouldBe("2000:-100.00 6200:100.00");
    }

    [Test]
    public async Task A_bill_in_another_currency_is_owed_at_the_rate_of_its_day()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("abroad"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestPurchases.Day, 0.8765m));
        var id = (await firm.Organization.SendAsync(new CreateBill(new(firm.Vendor, "US-1", [firm.Line(99.99m, 3)], TestPurchases.Day, TestPurchases.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new ReceiveBill(id));
        await firm.Organization.SendAsync(new ApproveBill(id));

        // 299.97 + 59.99 = 359.96 USD; 262.92 + 52.58 and 315.50 EUR, each rounded once.
        (await firm.BalancesAsync()).ShouldBe("1200:52.58 2000:-315.50 5000:262.92");
    }

    [Test]
    public async Task Nobody_approves_what_they_entered_or_handed_in()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("apart"));
        var (enters, hands, decides) = (
            await firm.Organization.AddMemberAsync("owner"), await firm.Organization.AddMemberAsync("admin"), await firm.Organization.AddMemberAsync("approver"));
        var id = (await firm.AsAsync(enters, new CreateBill(new(firm.Vendor, "SD-1", [firm.Line(10)], TestPurchases.Day)))).Value.Id;
        await firm.AsAsync(hands, new ReceiveBill(id));

        (await firm.AsAsync(enters, new ApproveBill(id))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.AsAsync(hands, new ApproveBill(id))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.ReadAsync(id)).Status.ShouldBe(BillStatus.Received);
        (await firm.AsAsync(decides, new ApproveBill(id), "approver")).Value.Status.ShouldBe(BillStatus.Approved);
        (await firm.ReadAsync(id)).DecidedBy.ShouldBe(decides.Id);
    }

    [Test]
    public async Task Whoever_drafted_it_does_not_approve_it_after_somebody_else_changed_it()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("drafted"));
        var (drafts, changes, decides) = (
            await firm.Organization.AddMemberAsync("owner"), await firm.Organization.AddMemberAsync("admin"), await firm.Organization.AddMemberAsync("approver"));
        var id = (await firm.AsAsync(drafts, new CreateBill(new(firm.Vendor, "SD-2", [firm.Line(10)], TestPurchases.Day)))).Value.Id;
        await firm.AsAsync(changes, new UpdateBill(id, new(firm.Vendor, "SD-2", [firm.Line(11)], TestPurchases.Day)));
        await firm.AsAsync(changes, new ReceiveBill(id));

        (await firm.AsAsync(drafts, new ApproveBill(id))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => _app.Database.ScalarAsync(
            $"UPDATE bills SET status = 'approved', decided_by = '{drafts.Id}', posted_on = bill_date WHERE id = '{id}'"))).ConstraintName.ShouldBe("ck_bills_duties");
        (await firm.AsAsync(decides, new ApproveBill(id), "approver")).Value.Status.ShouldBe(BillStatus.Approved);
    }

    [Test]
    public async Task The_only_member_decides_alone_and_that_is_kept()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("alone"));
        var only = await firm.Organization.AddMemberAsync("owner");
        var id = (await firm.AsAsync(only, new CreateBill(new(firm.Vendor, "SD-1", [firm.Line(10)], TestPurchases.Day)))).Value.Id;
        await firm.AsAsync(only, new ReceiveBill(id));

        (await firm.AsAsync(only, new ApproveBill(id))).Value.Status.ShouldBe(BillStatus.Approved);
        (await _app.Database.ScalarAsync($"SELECT is_self_approved FROM bills WHERE id = '{id}'")).ShouldBe(true);
    }

    [Test]
    public async Task A_twin_is_told_of_and_the_same_number_takes_a_word()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("twins"));
        var first = await firm.DraftAsync("RE-2026/0042", null, firm.Line(100));
        await firm.Organization.SendAsync(new ReceiveBill(first));

        var drafted = (await firm.Organization.SendAsync(new CreateBill(new(firm.Vendor, "re 2026 42", [firm.Line(70)], TestPurchases.Day.AddDays(40))))).Value;
        drafted.Duplicates.ShouldHaveSingleItem().ShouldSatisfyAllConditions(twin => twin.Id.ShouldBe(first), twin => twin.HasSameNumber.ShouldBeTrue());
        (await firm.Organization.SendAsync(new ReceiveBill(drafted.Id))).Error!.Code.ShouldBe("purchases.duplicate_bill");
        (await firm.Organization.SendAsync(new ReceiveBill(drafted.Id, AcceptDuplicate: true))).IsSuccess.ShouldBeTrue();
        (await firm.ReadAsync(drafted.Id)).IsDuplicate.ShouldBeTrue();

        var near = (await firm.Organization.SendAsync(new CreateBill(new(firm.Vendor, "other", [firm.Line(100)], TestPurchases.Day.AddDays(-7))))).Value;
        near.Duplicates.ShouldHaveSingleItem().HasSameNumber.ShouldBeFalse();
        (await firm.Organization.SendAsync(new ReceiveBill(near.Id))).IsSuccess.ShouldBeTrue("an amount alone is only worth a word");
        (await firm.Organization.SendAsync(new CreateBill(new(firm.Vendor, "later", [firm.Line(100)], TestPurchases.Day.AddDays(8))))).Value.Duplicates.ShouldBeEmpty();
        var elsewhere = (await firm.Organization.SendAsync(new CreateVendor(new("Another")))).Value.Id;
        (await firm.Organization.SendAsync(new CreateBill(new(elsewhere, "RE-2026/0042", [firm.Line(100)], TestPurchases.Day)))).Value.Duplicates.ShouldBeEmpty();
    }

    [Test]
    public async Task Two_who_hand_in_the_same_number_at_once_get_one_of_it()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("race"));
        BillId[] drafts = [.. await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => firm.DraftAsync("R-1", null, firm.Line(5))))];

        var received = await Task.WhenAll(drafts.Select(id => firm.Organization.SendAsync(new ReceiveBill(id))));

        received.Count(one => one.IsSuccess).ShouldBe(1);
        received.Where(one => !one.IsSuccess).ShouldAllBe(one => one.Error!.Code == "purchases.duplicate_bill");
    }

    [Test]
    public async Task A_rejected_bill_is_corrected_and_handed_in_again()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("again"));
        var id = await firm.DraftAsync("A-1", null, firm.Line(100));
        (await firm.Organization.SendAsync(new ApproveBill(id))).Error!.Code.ShouldBe("purchases.not_received");
        await firm.Organization.SendAsync(new ReceiveBill(id));
        (await firm.Organization.SendAsync(new UpdateBill(id, new(firm.Vendor, "A-1", [firm.Line(90)])))).Error!.Code.ShouldBe("purchases.not_a_draft");

        (await firm.Organization.SendAsync(new RejectBill(id, "Too much"))).Value.Status.ShouldBe(BillStatus.Rejected);
        (await firm.ReadAsync(id)).Reason.ShouldBe("Too much");
        (await firm.Organization.SendAsync(new ReceiveBill(id))).Error!.Code.ShouldBe("purchases.not_a_draft", "it is corrected first");
        await firm.Organization.SendAsync(new UpdateBill(id, new(firm.Vendor, "A-1", [firm.Line(90)], TestPurchases.Day)));
        await firm.Organization.SendAsync(new ReceiveBill(id));
        (await firm.Organization.SendAsync(new ApproveBill(id))).Value.Open.ToPlainString().ShouldBe("108.00");
    }

    [Test]
    public async Task A_void_bill_is_as_if_it_had_never_been_and_frees_its_number()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("void"));
        var id = await firm.DraftAsync("V-1", null, firm.Line(100));
        (await firm.Organization.SendAsync(new VoidBill(id))).Error!.Code.ShouldBe("purchases.not_to_void");
        await firm.Organization.SendAsync(new ReceiveBill(id));
        await firm.Organization.SendAsync(new ApproveBill(id));

        (await firm.Organization.SendAsync(new VoidBill(id, Reason: "Entered twice"))).IsSuccess.ShouldBeTrue();

        (await firm.BalancesAsync()).ShouldBeEmpty();
        (await firm.Organization.SendAsync(new VoidBill(id))).Error!.Code.ShouldBe("purchases.not_to_void");
        var next = await firm.DraftAsync("V-1", null, firm.Line(100));
        (await firm.Organization.SendAsync(new ReceiveBill(next))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task The_database_itself_refuses_to_change_what_is_approved()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("frozen"));
        var id = await firm.ApproveAsync(firm.Line(100));

        foreach (var change in new[]
        {
            $"UPDATE bills SET note = 'x' WHERE id = '{id}'", $"DELETE FROM bill_lines WHERE bill_id = '{id}'", $"UPDATE bills SET status = 'draft' WHERE id = '{id}'",
            $"UPDATE bills SET open_minor = gross_minor + 1 WHERE id = '{id}'", $"UPDATE bills SET open_minor = -1 WHERE id = '{id}'",
        })
        {
            (await Should.ThrowAsync<PostgresException>(() => _app.Database.ScalarAsync(change))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, change);
        }
    }

    [Test]
    public async Task A_vendor_with_bills_is_archived_and_offered_no_more()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("archive"));
        await firm.DraftAsync(lines: [firm.Line(1)]);

        (await firm.Organization.SendAsync(new DeleteVendor(firm.Vendor))).Value.IsArchived.ShouldBeTrue();

        (await firm.Organization.SendAsync(new CreateBill(new(firm.Vendor, "1", [firm.Line(1)])))).Error!.Code.ShouldBe("purchases.vendor_unknown");
    }

    [Test]
    public async Task Each_fault_is_told_where_it_is()
    {
        var firm = await TestPurchases.OpenAsync(await _app.FoundAsync("faults"));
        var organization = firm.Organization;

        (await organization.SendAsync(new CreateBill(new(firm.Vendor, " ", [firm.Line(1)])))).Error!.Fields!.Keys.ShouldBe(["number"]);
        (await organization.SendAsync(new CreateBill(new(firm.Vendor, "1", [firm.Line(1)], TestPurchases.Day, TestPurchases.Day.AddDays(-1))))).Error!.Fields!.Keys.ShouldBe(["dueDate"]);
        (await organization.SendAsync(new CreateBill(new(firm.Vendor, "1", [])))).Error!.Code.ShouldBe("documents.no_lines");
        (await organization.SendAsync(new CreateBill(new(firm.Vendor, "1", [firm.Line(1, account: "4100")])))).Error!.Code.ShouldBe("purchases.account_not_for_purchases");
        var credit = await firm.DraftAsync(lines: [firm.Line(-1)]);
        (await organization.SendAsync(new ReceiveBill(credit))).Error!.Code.ShouldBe("purchases.below_zero");
        (await organization.SendAsync(new CreateBill(new(firm.Vendor, "1", [firm.Line(1)])), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await organization.SendAsync(new ApproveBill(credit), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    private async Task<string> EventsAsync(TestPurchases firm) => (string)(await _app.Database.ScalarAsync(
        $"SELECT string_agg(type, ' ' ORDER BY type) FROM events WHERE organization_id = '{firm.Organization.Id}' AND type LIKE 'bill.%'"))!;
}
