using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Banking;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;

namespace Financbase.Application.Tests.Banking;

public sealed class BankAccountTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_account_tells_what_its_lines_add_up_to()
    {
        var ours = await _app.FoundAsync("sums");
        var account = await ours.OpenAccountAsync("Main", iban: "DE89 3704 0044 0532 0130 00");
        await ours.ImportAsync(account, StatementFixture.Ofx);

        var view = (await ours.SendAsync(new GetBankAccount(account), role: "viewer")).Value;

        (view.Name, view.Currency, view.Iban).ShouldBe(("Main", "EUR", StatementFixture.Iban));
        (view.Lines, view.Unreviewed, view.LastDate).ShouldBe((StatementFixture.Lines, StatementFixture.Lines, new DateOnly(2026, 6, 30)));
        (18250.00m + view.Total.Amount).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(StatementFixture.ClosingBalance);
        view.LastImportAt.ShouldNotBeNull();
    }

    [Test]
    public async Task Accounts_are_listed_by_name_page_by_page_and_only_ones_own()
    {
        var ours = await _app.FoundAsync("lists");
        var theirs = await _app.FoundAsync("others");
        await theirs.OpenAccountAsync("Theirs");
        foreach (var name in new[] { "Delta", "Alpha", "Charlie", "Alpha", "Bravo" })
        {
            await ours.OpenAccountAsync(name);
        }

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await ours.SendAsync(new ListBankAccounts(new PageRequest(2, cursor)))).Value;
            names.AddRange(page.Items.Select(account => account.Name));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        names.ShouldBe(["Alpha", "Alpha", "Bravo", "Charlie", "Delta"]);
    }

    [Test]
    public async Task An_iban_is_taken_once_per_organization()
    {
        var ours = await _app.FoundAsync("iban");
        await ours.OpenAccountAsync(iban: StatementFixture.Iban);

        (await ours.SendAsync(new CreateBankAccount("Again", "EUR", "DE89 3704 0044 0532 0130 00"))).Error!.Code.ShouldBe("banking.iban_taken");
        await (await _app.FoundAsync("iban-two")).OpenAccountAsync(iban: StatementFixture.Iban);
    }

    [Test]
    public async Task Every_fault_of_the_form_is_told_at_its_field()
    {
        var ours = await _app.FoundAsync("form");

        var error = (await ours.SendAsync(new CreateBankAccount(" ", "EURO", "DE00", new string('1', 41)))).Error!;

        error.Fields!.Keys.Order().ShouldBe(["currency", "iban", "name", "number"]);
    }

    [Test]
    public async Task Only_those_who_manage_banking_open_accounts()
    {
        var ours = await _app.FoundAsync("rights");

        (await ours.SendAsync(new CreateBankAccount("A", "EUR"), role: "member")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await ours.SendAsync(new CreateBankAccount("A", "EUR"), role: "accountant")).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Another_organizations_account_is_as_unknown_as_a_random_one()
    {
        var ours = await _app.FoundAsync("mine");
        var theirs = await _app.FoundAsync("yours");
        var account = await ours.OpenAccountAsync();

        var foreign = (await theirs.SendAsync(new GetBankAccount(account))).Error;

        foreign.ShouldBe((await theirs.SendAsync(new GetBankAccount(EntityId.New<BankAccountId>()))).Error);
        foreign!.Kind.ShouldBe(ErrorKind.NotFound);
        (await theirs.SendAsync(new ListStatementImports(account, new PageRequest()))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await theirs.LinesAsync(account)).ShouldBeEmpty();
    }
}
