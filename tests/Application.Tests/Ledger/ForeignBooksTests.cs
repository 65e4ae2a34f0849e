using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using MediatR;

namespace Financbase.Application.Tests.Ledger;

/// <summary>A bank account in another currency: what people post to its account is said in that currency too, so it is compared and revalued by it.</summary>
public sealed class ForeignBooksTests
{
    private static readonly DateOnly Start = new(2025, 12, 31);

    private TestApp _app = null!;
    private TestSales _firm = null!;
    private AccountId _dollars;
    private BankAccountId _bank;

    [SetUp]
    public async Task Begin()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
        _dollars = (await _firm.Organization.SendAsync(new CreateAccount("1020", "Dollars", AccountSubtype.Bank))).Value.Id;
        _bank = await _firm.Organization.OpenAccountAsync("Dollar account", currency: "USD");
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task What_it_opened_with_is_compared_with_the_bank_and_revalued()
    {
        (await SendAsync(new ConnectBankAccount(_bank, _dollars))).IsSuccess.ShouldBeTrue();
        await SendAsync(new AddExchangeRate("USD", Start.AddDays(-1), 0.9m));
        await SendAsync(new AddExchangeRate("USD", Start.AddDays(30), 0.95m));
        var opened = (await SendAsync(new SetOpeningBalances(Start, [new(_dollars, Debit: 900, Original: new(1_000, "usd"))]))).Value;
        opened.Balances.ShouldHaveSingleItem().Original.ToString().ShouldBe("1000.00 USD");
        (await SendAsync(new GetOpeningBalances())).Value.Balances[0].Original.ToString().ShouldBe("1000.00 USD");
        (await PostAsync(new(_dollars, Credit: 90, Original: new(100, "USD")))).ShouldBeNull();

        var day = Start.AddDays(40);
        (await SendAsync(new GetRevaluation(day))).Value.Lines.Select(line => $"{line.Account.Code} {line.Original} {line.Kept} {line.Worth}")
            .ShouldBe(["1020 900.00 USD 810.00 EUR 855.00 EUR"]);
        var compared = (await SendAsync(new StartReconciliation(_bank, day, 900))).Value;
        (await SendAsync(new GetReconciliation(compared.Id))).Value.Difference.ToString().ShouldBe("0.00 USD");
    }

    [Test]
    public async Task What_is_not_said_in_its_currency_is_refused()
    {
        (await SendAsync(new ConnectBankAccount(_bank, _dollars))).IsSuccess.ShouldBeTrue();
        (await PostAsync(new(_dollars, Debit: 90))).ShouldBe("ledger.currency_needed");
        (await PostAsync(new(_dollars, Debit: 90, Original: new(80, "GBP")))).ShouldBe("ledger.currency_needed");
        (await PostAsync(new(_dollars, Debit: 90, Original: new(0, "USD")))).ShouldBe("validation_error");
        (await PostAsync(new(_dollars, Debit: 90, Original: new(-100, "USD")))).ShouldBe("validation_error");
        (await PostAsync(new(_dollars, Debit: 90, Original: new(100, "XXQ")))).ShouldBe("money.unknown_currency");
        (await PostAsync(new(_firm.Accounts["1000"], Debit: 90, Original: new(90, "EUR")))).ShouldBe("validation_error");
        (await PostAsync(new(_firm.Accounts["1000"], Debit: 90, Original: new(100, "USD")))).ShouldBeNull("whoever likes may say it");
        (await SendAsync(new SetOpeningBalances(Start, [new(_dollars, Debit: 900)]))).Error!.Code.ShouldBe("ledger.currency_needed");
        (await SendAsync(new GetOpeningBalances())).Value.EntryId.ShouldBeNull();
    }

    [Test]
    public async Task Nothing_else_brings_money_of_the_base_currency_there()
    {
        (await SendAsync(new ConnectBankAccount(_bank, _dollars))).IsSuccess.ShouldBeTrue();
        await SendAsync(new AddExchangeRate("USD", Start.AddDays(-1), 0.9m));
        var main = await _firm.Organization.OpenAccountAsync();
        (await SendAsync(new ConnectBankAccount(main, _firm.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        (await SendAsync(new CreateBankRule("Dollars", new(Words: ["Rest"]), _dollars, IsAutomatic: true))).Error.ShouldBeNull();
        (await _firm.Organization.ImportAsync(main, "Date,Description,Amount\n2026-06-20,Rest of it,7.00\n")).IsSuccess.ShouldBeTrue();
        var line = (await _firm.Organization.LinesAsync(main)).ShouldHaveSingleItem();
        line.Status.ShouldBe(BankTransactionStatus.Unreviewed, "the rule leaves it to a person");

        (await SendAsync(new CategorizeBankTransaction(line.Id, [new SplitDraft(_dollars)]))).Error!.Code.ShouldBe("ledger.currency_needed");
        (await SendAsync(new CreateScheduledEntry(new("Deposit", _firm.Accounts["1010"], _dollars, 120, Start, 12)))).Error!.Code.ShouldBe("ledger.currency_needed");
        (await SendAsync(new ImportJournal("2026-01-10 Deposit\n    1020 Dollars  90.00 EUR\n    1010  -90.00 EUR\n", PlainFormat.Hledger))).Error!.Fields!.Single().Value.Single().ShouldStartWith("Line 1: An account of the entry stands for a bank account in USD");
        (await _firm.BalancesAsync()).ShouldBe("");

        (await _firm.Organization.ImportAsync(_bank, "Date,Description,Amount\n2026-06-20,Rest of it,7.00\n")).IsSuccess.ShouldBeTrue();
        (await _firm.Organization.LinesAsync(_bank)).ShouldHaveSingleItem().Status.ShouldBe(BankTransactionStatus.Posted, "in dollars it takes its own");
    }

    [Test]
    public async Task It_is_connected_to_no_account_that_holds_other_money()
    {
        (await PostAsync(new(_dollars, Debit: 90))).ShouldBeNull("it stands for no bank account yet");
        (await SendAsync(new ConnectBankAccount(_bank, _dollars))).Error.ShouldBe(BankingErrors.HoldsOtherMoney);
        (await PostAsync(new(_dollars, Credit: 90))).ShouldBeNull();
        (await PostAsync(new(_dollars, Debit: 90, Original: new(100, "USD")))).ShouldBeNull();
        (await SendAsync(new ConnectBankAccount(_bank, _dollars))).IsSuccess.ShouldBeTrue();
    }

    /// <summary>Against the cash box.</summary>
    private async Task<string?> PostAsync(PostingDraft draft) => (await SendAsync(new PostJournalEntry(
        Start.AddDays(10), [draft, new(_firm.Accounts["1010"], draft.Credit, draft.Debit)]))).Error?.Code;

    private Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) => _firm.Organization.SendAsync(request);
}
