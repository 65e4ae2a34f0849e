using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Sales;

public sealed class InvoiceTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly Currency Euro = Currency.Of("EUR");
    private static readonly Money Nothing = Money.Zero(Euro);
    private static readonly TaxTerms Vat = new(EntityId.New<TaxRateId>(), "VAT", TaxCategory.Standard, false, [new("VAT", 20)]);

    [Test]
    public void A_draft_is_changed_at_will_and_a_finalised_one_never()
    {
        var invoice = Draft(Line(100));
        invoice.Change(Terms(), [Line(50)]);
        invoice.Gross.Minor.ShouldBe(60_00);

        Finalize(invoice, Line(50));

        (invoice.Number, invoice.Status, invoice.OpenMinor, invoice.OpenBaseMinor).ShouldBe(("INV-2026-00007", InvoiceStatus.Finalized, 60_00, 60_00));
        Code(() => invoice.Change(Terms(), [Line(1)])).ShouldBe("sales.not_a_draft");
        Code(invoice.RequireDraft).ShouldBe("sales.not_a_draft");
        Code(() => Finalize(invoice, Line(50))).ShouldBe("sales.not_a_draft");
        invoice.Events.Select(raised => raised.GetType().Name).ShouldBe(["InvoiceCreated", "InvoiceFinalized"]);
    }

    [Test]
    public void Less_than_nothing_is_a_credit_note()
    {
        Code(() => Finalize(Draft(Line(-1)), Line(-1))).ShouldBe("sales.below_zero");
        Finalize(Draft(Line(0)), Line(0)).OpenMinor.ShouldBe(0);
    }

    [Test]
    public void What_was_issued_before_the_books_keeps_its_number_and_moves_in_as_of_a_later_day()
    {
        Code(() => MoveIn(Draft(Line(100)), Day.AddDays(-1))).ShouldBe("validation_error");
        Code(() => MoveIn(Draft(Line(0)), Day)).ShouldBe("validation_error");
        Code(() => MoveIn(Draft(Line(100)), Day, new string('9', Invoice.LongestNumber + 1))).ShouldBe("validation_error");
        var invoice = MoveIn(Draft(Line(100)), Day.AddDays(1));

        (invoice.Number, invoice.Sequence, invoice.IssueDate, invoice.BookedOn, invoice.OpenMinor, invoice.OpenBaseMinor).ShouldBe(("RE 7", null, Day, Day.AddDays(1), 120_00, 110_00));
        Code(() => MoveIn(invoice, Day)).ShouldBe("sales.not_a_draft");

        static Invoice MoveIn(Invoice draft, DateOnly day, string number = " RE 7 ")
        {
            draft.MoveIn(number, new IssuedBy("Harbour", new PostalAddress(), null, null, null), new BillTo("Northwind", new PostalAddress(), null), new OpeningItem(day, new Money(110_00, Euro)), true, Now);
            return draft;
        }
    }

    [Test]
    public void It_is_voided_while_nothing_of_it_is_paid()
    {
        Code(() => Draft(Line(1)).Void(null, Nothing)).ShouldBe("sales.not_finalized");
        var invoice = Finalize(Draft(Line(100)), Line(100));
        invoice.Void(" Wrong customer ", Nothing);

        (invoice.Status, invoice.OpenMinor, invoice.Number).ShouldBe((InvoiceStatus.Void, 0, "INV-2026-00007"));
        invoice.Events.OfType<InvoiceVoided>().Single().Reason.ShouldBe("Wrong customer");
        Code(() => invoice.Void(null, Nothing)).ShouldBe("sales.not_finalized");
    }

    [Test]
    public void What_a_credit_note_took_back_is_neither_voided_nor_written_off()
    {
        var invoice = Finalize(Draft(Line(100)), Line(100));

        Code(() => invoice.Void(null, new Money(1, Euro))).ShouldBe("sales.credit_note_stands");
        Code(() => invoice.WriteOff(null, new Money(1, Euro))).ShouldBe("sales.credit_note_stands");
        invoice.WriteOff(null, Nothing).Open.Minor.ShouldBe(120_00);
    }

    [TestCase("0001-01-01", "2026-06-30", "issueDate")]
    [TestCase("2026-06-30", "2026-06-29", "dueDate")]
    [TestCase("2026-06-30", "9999-12-31", "dueDate")]
    public void Its_days_are_days_of_business(string issue, string due, string field) =>
        Should.Throw<DomainException>(() => Invoice.Draft(
            EntityId.New<OrganizationId>(), InvoiceKind.Invoice, Terms() with { IssueDate = DateOnly.Parse(issue, null), DueDate = DateOnly.Parse(due, null) }, [Line(1)]))
            .Error.Fields!.Keys.ShouldBe([field]);

    [TestCase("2026-03-31", 4, 2025)]
    [TestCase("2026-04-01", 4, 2026)]
    [TestCase("2026-01-01", 1, 2026)]
    public void A_fiscal_year_is_called_by_the_year_in_which_it_begins(string day, int startMonth, int year) =>
        DocumentNumber.FiscalYearOf(DateOnly.Parse(day, null), startMonth).ShouldBe(year);

    // Receivable R, sales S, another income account A, tax T, rounding X; amounts in minor units, debits above zero.
    [TestCase("100", "R:12000 S:-10000 T:-2000", TestName = "One line")]
    [TestCase("100 50@A -30@A", "R:14400 S:-10000 A:-2000 T:-2400", TestName = "Income account by account")]
    [TestCase("100! 50!@A", "R:15000 S:-10000 A:-5000", TestName = "Without tax")]
    [TestCase("100! -100!@A", "S:-10000 A:10000", TestName = "Moved from one income to another")]
    [TestCase("0", "", TestName = "Nothing")]
    public void What_it_comes_to_in_the_books(string lines, string postings)
    {
        var (told, accounts) = Postings(lines, 1m, Euro, 1);
        Words(told, accounts).ShouldBe(postings);
        told.Sum(posting => posting.Amount.Minor).ShouldBe(0);
        var (mirrored, again) = Postings(lines, 1m, Euro, -1);
        Words(mirrored.Select(posting => posting.Opposite()), again).ShouldBe(postings, "a credit note is the other way round");
    }

    [Test]
    public void Another_currency_is_converted_part_by_part_and_what_is_left_is_rounding()
    {
        // 0.05 + 0.05 + tax 0.02 at 0.333: 0.01665, 0.01665 and 0.00666; together 0.12 is 0.03996.
        var (postings, accounts) = Postings("0.05 0.05@A", 0.333m, Currency.Of("USD"), 1);

        Words(postings, accounts).ShouldBe("R:4 S:-2 A:-2 T:-1 X:1");
        postings.Take(4).Select(posting => posting.Original!.Value.Minor).ShouldBe([12, -5, -5, -2]);
    }

    private static (IReadOnlyList<Posting> Postings, Dictionary<AccountId, string> Names) Postings(string lines, decimal rate, Currency currency, int sign)
    {
        var (other, roles) = (EntityId.New<AccountId>(), new[] { PostingRole.Receivable, PostingRole.Sales, PostingRole.TaxPayable, PostingRole.Rounding }.ToDictionary(role => role, _ => EntityId.New<AccountId>()));
        InvoiceLine[] told =
        [
            .. lines.Split(' ').Select(word => new InvoiceLine(
                new("x", 1, decimal.Parse(word.Split('@')[0].TrimEnd('!'), System.Globalization.CultureInfo.InvariantCulture), Tax: word.Contains('!', StringComparison.Ordinal) ? null : Vat),
                word.EndsWith("@A", StringComparison.Ordinal) ? other : null)),
        ];
        var totals = DocumentTotals.Of(currency, [.. told.Select(line => line.Line)]);
        Dictionary<AccountId, string> names = new()
        {
            [other] = "A",
            [roles[PostingRole.Receivable]] = "R",
            [roles[PostingRole.Sales]] = "S",
            [roles[PostingRole.TaxPayable]] = "T",
            [roles[PostingRole.Rounding]] = "X",
        };
        return (InvoicePostings.Of(totals, told, role => roles[role], rate, Euro, sign), names);
    }

    private static string Words(IEnumerable<Posting> postings, Dictionary<AccountId, string> names) =>
        string.Join(' ', postings.Select(posting => $"{names[posting.Account]}:{posting.Amount.Minor}"));

    private static Invoice Finalize(Invoice invoice, params InvoiceLine[] lines)
    {
        var totals = DocumentTotals.Of(Euro, [.. lines.Select(line => line.Line)]);
        invoice.Finalize(new DocumentNumber(DocumentSeries.Invoice, 2026, 7), new IssuedBy("Harbour Works", new()), new BillTo("Yard", new(), null), totals, totals.Gross, Now);
        return invoice;
    }

    private static Invoice Draft(params InvoiceLine[] lines) => Invoice.Draft(EntityId.New<OrganizationId>(), InvoiceKind.Invoice, Terms(), lines);

    private static InvoiceTerms Terms() => new(EntityId.New<CustomerId>(), Day, Day.AddDays(30), Euro);

    private static InvoiceLine Line(decimal price) => new(new DocumentLine("Work", 1, price, Tax: Vat));

    private static string Code(Action act) => Should.Throw<DomainException>(act).Error.Code;
}
