using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Application.Tests.Ledger;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Sales;

/// <summary>Whatever is sold, paid, credited, undone and written off, in whichever order: the books are balanced and the open items are what they say.</summary>
public sealed class RandomSalesTests
{
    [TestCase(3)]
    [TestCase(17)]
    [TestCase(2026)]
    public async Task Random_documents_leave_balanced_books_whose_receivables_are_the_open_items(int seed)
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day.AddDays(-60), 0.91m));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day.AddDays(30), 0.87m));
        var random = new Random(seed);
        List<InvoiceId> invoices = [], notes = [];
        List<PaymentId> payments = [];
        List<BankTransactionId> lines = [];
        var banks = await BooksBanks.OpenAsync(firm.Organization, firm.Accounts);
        var done = new Dictionary<string, int>();
        for (var step = 0; step < 260; step++)
        {
            var day = TestSales.Day.AddDays(random.Next(61, 120));
            var isDone = random.Next(13) switch
            {
                0 or 1 or 2 => await IssueAsync(),
                3 or 4 => await AnyAsync(invoices, async id => Kept(payments, await firm.PayAsync(id, Amount(), day), paid => paid.Id)),
                5 when payments.Count > 0 => await AnyAsync(invoices, async id => (await firm.Organization.SendAsync(new UseCredit(id, payments[random.Next(payments.Count)], Date: day))).IsSuccess),
                5 or 6 when notes.Count > 0 => await AnyAsync(invoices, async id => (await firm.Organization.SendAsync(new UseCredit(id, CreditNoteId: notes[random.Next(notes.Count)], Date: day))).IsSuccess),
                6 or 5 => await AnyAsync(invoices, async id => Kept(
                    notes, await firm.Organization.SendAsync(new CreditInvoice(id, random.Next(2) == 0 ? null : [firm.Line(Amount() / 4)], day)), note => note.Id)),
                8 => random.Next(2) == 0
                    ? await AnyAsync(payments, async id => (await firm.Organization.SendAsync(new RefundCredit(id, Amount: Amount() / 10, Date: day))).IsSuccess)
                    : await AnyAsync(notes, async id => (await firm.Organization.SendAsync(new RefundCredit(CreditNoteId: id, Amount: Amount() / 10, Date: day))).IsSuccess),
                9 => random.Next(2) == 0
                    ? await AnyAsync(payments, async id => await TakeBackAsync(id, null, (await firm.Organization.SendAsync(new GetPayment(id))).Value.Uses, day))
                    : await AnyAsync(notes, async id => await TakeBackAsync(null, id, (await firm.ReadAsync(id)).Uses, day)),
                11 => await AnyAsync(invoices, async id => await banks.LineAsync((await firm.ReadAsync(id)).Totals.Open.Currency, Amount(), day) is var line
                    && Kept(lines, await firm.Organization.SendAsync(new MatchBankTransactionToInvoices(line, [new(id)])), settled => Noted(settled).Id)),
                12 => await AnyAsync(lines, async id => (await firm.Organization.SendAsync(new UndoBankTransaction(id, day))).IsSuccess),
                7 => await AnyAsync(payments, async id => (await firm.Organization.SendAsync(new UndoPayment(id, day))).IsSuccess),
                _ => await AnyAsync(invoices, async id => random.Next(2) == 0
                    ? (await firm.Organization.SendAsync(new WriteOffInvoice(id, day))).IsSuccess
                    : (await firm.Organization.SendAsync(new VoidInvoice(id, day))).IsSuccess),
            };
            done[isDone ? "done" : "refused"] = done.GetValueOrDefault(isDone ? "done" : "refused") + 1;
            if (step % 40 == 39)
                await CheckAsync();
        }

        done["done"].ShouldBeGreaterThan(100);
        await CheckAsync();
        var left = (long)(decimal)(await app.Database.ScalarAsync("SELECT COALESCE(sum(unallocated_base_minor), 0) FROM payments WHERE NOT is_undone"))!;
        await StatementsCheck.HoldAsync(firm.Organization, TestSales.Day.AddDays(-50), 182);
        (await StatementsCheck.HeldAsync(firm.Organization, "1100", Basis.Cash)).ShouldBe(-left);
        await CashTaxCheck.HoldsAsync(firm.Organization, TestSales.Day.AddDays(-50), 182);

        async Task CheckAsync()
        {
            var books = (await firm.Organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value;
            books.Totals.Debit.ShouldBe(books.Totals.Credit);
            for (var day = TestSales.Day.AddDays(-55); day < TestSales.Day.AddDays(140); day = day.AddDays(11))
                (await AgedAsync(day)).Totals.Total.Minor.ShouldBe(await HeldAsync(day), $"{day:O}");
            var aged = await AgedAsync(new DateOnly(2199, 12, 31));
            aged.Totals.Total.Minor.ShouldBe(books.Rows.SingleOrDefault(row => row.Account.Code == "1100")?.Balance.Minor ?? 0);
            (aged.Totals.NotDue.Minor + aged.Totals.Days30.Minor + aged.Totals.Days60.Minor + aged.Totals.Days90.Minor + aged.Totals.Older.Minor + aged.Totals.Credit.Minor)
                .ShouldBe(aged.Totals.Total.Minor);
            (await app.Database.ScalarAsync("""
                SELECT count(*) FROM invoices i WHERE i.kind = 'invoice' AND i.status NOT IN ('draft', 'void') AND i.gross_minor - i.open_minor - i.written_off_minor <>
                    (SELECT COALESCE(sum(a.amount_minor), 0) FROM allocations a WHERE a.invoice_id = i.id AND NOT a.is_undone)
                """)).ShouldBe(0L);
            (await app.Database.ScalarAsync("""
                SELECT count(*) FROM payments p WHERE NOT p.is_undone AND p.amount_minor - p.unallocated_minor <>
                    (SELECT COALESCE(sum(a.amount_minor), 0) FROM allocations a WHERE a.payment_id = p.id AND NOT a.is_undone)
                    + (SELECT COALESCE(sum(r.amount_minor), 0) FROM customer_refunds r WHERE r.payment_id = p.id AND NOT r.is_undone)
                """)).ShouldBe(0L);
            (await app.Database.ScalarAsync("SELECT COALESCE(max(sequence), 0)::bigint = count(*) FROM invoices WHERE kind = 'invoice' AND sequence IS NOT NULL")).ShouldBe(true);
        }

        async Task<AgedReceivables> AgedAsync(DateOnly day) => (await firm.Organization.SendAsync(new GetAgedReceivables(day))).Value;

        async Task<long> HeldAsync(DateOnly day) =>
            (await firm.Organization.SendAsync(new GetTrialBalance(day))).Value.Rows.SingleOrDefault(row => row.Account.Code == "1100")?.Balance.Minor ?? 0;

        async Task<bool> IssueAsync()
        {
            var lines = Enumerable.Range(0, random.Next(1, 6)).Select(_ => firm.Line(
                random.Next(-2_000, 20_000) / 100m, random.Next(1, 30) / 4m, random.Next(4) > 0, random.Next(3) == 0 ? "4100" : null, random.Next(3) * 5)).ToList();
            var drafted = await firm.Organization.SendAsync(new CreateInvoice(new(
                firm.Customer, lines, TestSales.Day.AddDays(random.Next(-50, 60)), TestSales.Day.AddDays(random.Next(60, 90)), random.Next(4) == 0 ? "USD" : null)));
            return (await firm.Organization.SendAsync(new FinalizeInvoice(drafted.Value.Id))).IsSuccess && Kept(invoices, drafted, draft => draft.Id);
        }

        async Task<bool> TakeBackAsync(PaymentId? payment, InvoiceId? note, IReadOnlyList<CreditUse> uses, DateOnly day) =>
            uses.Count > 0 && (await firm.Organization.SendAsync(new UnapplyCredit(payment, note, uses[random.Next(uses.Count)].Id, day))).IsSuccess;

        async Task<bool> AnyAsync<T>(List<T> all, Func<T, Task<bool>> act) => all.Count > 0 && await act(all[random.Next(all.Count)]);

        bool Kept<T, TId>(List<TId> list, Application.Pipeline.Result<T> result, Func<T, TId> idOf)
        {
            if (result.IsSuccess)
                list.Add(idOf(result.Value));
            return result.IsSuccess;
        }

        SettledLine Noted(SettledLine settled)
        {
            payments.Add(settled.PaymentId);
            return settled;
        }

        decimal Amount() => random.Next(1, 60_000) / 100m;
    }
}
