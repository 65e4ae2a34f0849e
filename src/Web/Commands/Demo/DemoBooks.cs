using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Commands.Demo;

/// <summary>
/// The books of a year up to today, made by the same use cases as anybody's: what is sold and bought, what the bank says of it, and what was meant.
/// They end on the day of the first run; what is there already stays as it is, and what is missing of an interrupted run is added.
/// </summary>
internal sealed class DemoBooks(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string OpeningMemo = "Opening balances of the demo";
    private const string Account = "Operating account";

    public async Task SowAsync(TenantInfo organization, UserId owner, UserId accountant, VerbOutput output, CancellationToken ct)
    {
        var actors = new DemoActors(scopes, organization, owner, accountant, ct);
        var opening = (await actors.SendAsync(new ListJournalEntries(new(OpeningMemo), new PageRequest(1)))).Items.SingleOrDefault();
        var bank = (await actors.SendAsync(new ListBankAccounts(new PageRequest(1)))).Items.SingleOrDefault();

        // With lines of its own it is no demo of ours, and a budget is what comes last.
        if ((opening is null && bank is not null) || (await actors.SendAsync(new ListBudgets(new(), new PageRequest(1)))).Items.Count > 0)
            return;

        var today = opening?.Date.AddYears(1) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = today.AddYears(-1);
        await actors.SendAsync(new AdoptChart("small-business"));
        var chart = (await actors.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Items.ToDictionary(account => account.Code, account => account.Id);
        if (opening is null)
            await OpenAsync(actors, chart, first);
        var vat = await TaxAsync(actors);

        output.Progress("  customers and invoices");
        var incoming = await new DemoSales(actors, first, today).SowAsync(vat);
        output.Progress("  vendors and bills");
        var outgoing = await new DemoPurchases(actors, today).SowAsync(vat, chart);
        output.Progress("  expenses");
        await new DemoExpenses(actors, accountant, today).SowAsync(vat, chart);
        output.Progress("  bank lines");
        var account = await BankAsync(actors, chart, bank?.Id, DemoStatement.Write(first, today, [.. incoming.Select(payment => payment.Line), .. outgoing.Select(payment => payment.Line)]));
        await MatchAsync(actors, incoming, outgoing);
        await new DemoPayables(actors, today).SowAsync(account, vat);
        await new DemoSchedules(actors, today).SowAsync(chart);
        await PlanAsync(actors, chart, today);
    }

    private static async Task OpenAsync(DemoActors actors, Dictionary<string, AccountId> chart, DateOnly first)
    {
        await actors.SendAsync(new DescribeIssuer(new(new PostalAddress("Werkhof 5", "22765", "Hamburg", "DE"), "DE123456789", DemoFirm.Iban, "COBADEFFXXX")));
        await actors.SendAsync(new PostJournalEntry(
            first,
            [
                new(chart["1000"], Debit: 2_800m), new(chart["1010"], Debit: DemoStatement.Opening), new(chart["1500"], Debit: 38_500m), new(chart["1300"], Debit: 9_200m),
                new(chart["2500"], Credit: 22_000m), new(chart["3000"], Credit: 25_000m), new(chart["3800"], Credit: DemoStatement.Opening + 3_500m),
            ],
            OpeningMemo));
    }

    private static async Task<TaxRateId> TaxAsync(DemoActors actors) =>
        (await actors.SendAsync(new ListTaxRates(new(), new PageRequest(1)))).Items is [var rate]
            ? rate.Id
            : (await actors.SendAsync(new CreateTaxRate("VAT 19 %", [new("VAT", 19)]))).Id;

    private static async Task<BankAccountId> BankAsync(DemoActors actors, Dictionary<string, AccountId> chart, BankAccountId? known, byte[] statement)
    {
        var account = known ?? (await actors.SendAsync(new CreateBankAccount(Account, "EUR", DemoFirm.Iban))).Id;
        await actors.SendAsync(new ConnectBankAccount(account, chart["1010"]));
        var rules = (await actors.SendAsync(new ListBankRules(new PageRequest(PageRequest.MaxLimit)))).Items.Select(rule => rule.Name).ToHashSet();
        foreach (var (name, payee, code) in DemoFirm.Rules.Where(rule => !rules.Contains(rule.Rule)))
            await actors.SendAsync(new CreateBankRule(name, new(Words: [payee]), chart[code], IsAutomatic: true));
        if ((await actors.SendAsync(new ListBankTransactions(new(account), new PageRequest(1)))).Items.Count == 0)
            await actors.SendAsync(new ImportStatement(account, new StatementFile("operating-account.csv", statement)));
        return account;
    }

    // The latest ones are left for whoever tries the product.
    private static async Task MatchAsync(DemoActors actors, IReadOnlyList<DemoPayment> incoming, IReadOnlyList<DemoBillPayment> outgoing)
    {
        var unreviewed = (await UnreviewedAsync(actors)).ToLookup(line => (line.Description, line.Amount.Amount));
        foreach (var payment in incoming.OrderBy(payment => payment.Line.Day).SkipLast(6))
        {
            if (unreviewed[(payment.Line.Text, payment.Line.Amount)].FirstOrDefault() is { } line)
                await actors.SendAsync(new MatchBankTransactionToInvoices(line.Id, [new(payment.Invoice)]));
        }

        foreach (var payment in outgoing.OrderBy(payment => payment.Line.Day).SkipLast(3))
        {
            if (unreviewed[(payment.Line.Text, payment.Line.Amount)].FirstOrDefault() is { } line)
                await actors.SendAsync(new MatchBankTransactionToBills(line.Id, [new(payment.Bill)]));
        }
    }

    private static async Task<IReadOnlyList<BankTransactionView>> UnreviewedAsync(DemoActors actors)
    {
        var unreviewed = new List<BankTransactionView>();
        var page = new PageRequest(PageRequest.MaxLimit);
        while (true)
        {
            var found = await actors.SendAsync(new ListBankTransactions(new(Status: BankTransactionStatus.Unreviewed), page));
            unreviewed.AddRange(found.Items);
            if (found.NextCursor is not { } next)
                return unreviewed;
            page = page with { Cursor = next };
        }
    }

    private static Task<BudgetView> PlanAsync(DemoActors actors, Dictionary<string, AccountId> chart, DateOnly today) => actors.SendAsync(new CreateBudget(
        string.Create(CultureInfo.InvariantCulture, $"Plan {today.Year}"), today.Year,
        [.. DemoFirm.Budget.Select(row => new BudgetRowDraft(chart[row.Account], [.. Enumerable.Repeat(row.Month, Budget.Months)]))]));
}
