using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Banking;

public sealed class StatementImportTests
{
    private static readonly Currency Euro = Currency.Of("EUR");
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void It_counts_its_statements_and_keeps_the_latest_balance()
    {
        var import = Imported();

        import.Imported.ShouldBe(5);
        import.Duplicates.ShouldBe(2);
        import.To.ShouldBe(new DateOnly(2026, 6, 30));
        import.ClosingMinor.ShouldBe(900);
        import.Events.ShouldHaveSingleItem().ShouldBe(new BankStatementImported(
            import.Id, import.BankAccountId, "june.ofx", StatementFormat.Ofx, 5, 2, 1, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30)));
    }

    [Test]
    public void It_can_be_undone_once()
    {
        var import = Imported();
        import.Undo(new BookedLines(All: 5, Booked: 0), Now);

        import.State.ShouldBe(StatementImportState.Undone);
        import.Events[^1].ShouldBe(new BankStatementUndone(import.Id, import.BankAccountId, 5));
        Should.Throw<DomainException>(() => import.Undo(default, Now)).Error.Code.ShouldBe("banking.import_already_undone");
    }

    [Test]
    public void It_cannot_be_undone_while_lines_are_booked()
    {
        var import = Imported();

        Should.Throw<DomainException>(() => import.Undo(new BookedLines(All: 5, Booked: 1), Now)).Error.Code.ShouldBe("banking.import_has_booked_lines");
        import.State.ShouldBe(StatementImportState.Imported);
    }

    [Test]
    public void A_booked_line_says_so_with_all_that_it_knows()
    {
        var import = Imported();
        var line = new StatementLine(7, new DateOnly(2026, 6, 3), new Money(-500, Euro), "Coffee", "Bar Nord", "R-1", "F1");

        var transaction = BankTransaction.Book(import, new JudgedLine(line, LineFingerprint.Of(line), 2, IsDuplicate: false));

        transaction.Status.ShouldBe(BankTransactionStatus.Unreviewed);
        (transaction.BankId, transaction.Occurrence, transaction.OrganizationId).ShouldBe(("F1", 2, import.OrganizationId));
        transaction.Events.ShouldHaveSingleItem().ShouldBe(new BankTransactionCreated(
            transaction.Id, import.BankAccountId, line.Date, line.Amount, "Coffee", "Bar Nord", "R-1",
            BankTransactionStatus.Unreviewed, import.Id));
    }

    private static StatementImport Imported()
    {
        var account = BankAccount.Open(new OrganizationId(Guid.CreateVersion7()), "Main", Euro, null, null);
        var import = StatementImport.Begin(account, new ImportedFile("june.ofx", "00", StatementFormat.Ofx, Profile: null), Now);
        import.Complete(
            [Statement(6, 15, 3, 1, 100), Statement(6, 30, 2, 1, 900)],
            new RejectedLines([new RejectedLine(9, "There is no date.")], 1));
        return import;
    }

    private static ImportedStatement Statement(int month, int lastDay, int imported, int duplicates, long closing) => new(
        Account: "1234567", new DateOnly(2026, month, lastDay == 15 ? 1 : 16), new DateOnly(2026, month, lastDay), imported + duplicates,
        imported, duplicates, OpeningBalance: null, new Money(closing, Euro), Continuous: null, Difference: null);
}
