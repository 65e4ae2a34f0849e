using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Banking;

/// <summary>The form of a rule keeps what the rule says.</summary>
public sealed class RulePageTests
{
    [Test]
    public async Task Saving_a_rule_unchanged_keeps_its_bank_account_however_many_there_are()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var acme = await app.FoundAsync("acme");
        var last = await acme.OpenAccountAsync("Zzz, the last of all");
        for (var place = 0; place < PageRequest.MaxLimit; place++)
            await acme.OpenAccountAsync($"Account {place:000}");
        var cost = (await acme.SendAsync(new CreateAccount("6100", "Rent", AccountSubtype.OperatingExpense))).Value.Id;
        var rule = (await acme.SendAsync(new CreateBankRule("Rent", new(last, Words: ["rent"]), cost))).Value.Id;
        using var browser = await TestBrowser.SignInAsync(app, await acme.AddMemberAsync("owner"));
        var address = $"/o/acme/settings/bank-rules/{rule}";

        var page = await browser.GetStringAsync(address);
        var chosen = Regex.IsMatch(page, $"""<option(?=[^>]* selected)[^>]* value="{last}"[^>]*>Zzz, the last of all<""") ? $"{last}" : "";
        using var saved = await browser.PostAsync($"{address}?handler=Save",
            ("Input.Name", "Rent"), ("Input.Words", "rent"), ("Input.Direction", "Any"), ("Input.BankAccount", chosen), ("Input.Account", "6100"), ("Input.Priority", "100"),
            ("__RequestVerificationToken", await browser.TokenAsync(address)));

        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await acme.SendAsync(new GetBankRule(rule))).Value.Conditions.BankAccountId.ShouldBe(last);
    }

    [Test]
    public async Task A_rule_made_of_a_line_says_what_became_of_it_and_does_the_same_with_the_next()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        var bank = await firm.Organization.OpenAccountAsync();
        await firm.Organization.SendAsync(new ConnectBankAccount(bank, firm.Accounts["1010"]));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("accountant"));
        await ImportAsync("2026-06-01,Quay & Sons,May,-40.00\n2026-06-02,Card check,,0.01\n2026-06-03,Harbour Estates,Rent and heating,-100.00\n2026-06-04,Nobody yet,,-5.00");
        await firm.Organization.SendAsync(new CategorizeBankTransaction(await IdAsync("Quay & Sons"), [new(firm.Accounts["6300"])]));
        await firm.Organization.SendAsync(new ExcludeBankTransaction(await IdAsync("Card check")));
        await firm.Organization.SendAsync(new CategorizeBankTransaction(await IdAsync("Harbour Estates"), [new(firm.Accounts["6100"], -80m), new(firm.Accounts["6150"], -20m)]));
        foreach (var party in new[] { "Harbour Estates", "Nobody yet" })
            (await LinkAsync(party)).ShouldNotContain("account=", Case.Sensitive, "there is no one account to which it went");

        await MakeAsync("Quay & Sons", "Out", "6300", excludes: false);
        await MakeAsync("Card check", "In", "", excludes: true);
        await ImportAsync("2026-07-01,QUAY & SONS,June,-40.00\n2026-07-02,Quay & Sons,Paid back,3.00\n2026-07-03,Card check,,0.01");

        var seen = (await firm.Organization.LinesAsync(bank, new(From: new DateOnly(2026, 7, 1)))).Select(line => $"{line.Counterparty} {line.Amount.ToPlainString()} {line.Status}");
        seen.ShouldBe(["Card check 0.01 Excluded", "Quay & Sons 3.00 Unreviewed", "QUAY & SONS -40.00 Posted"]);
        (await firm.BalancesAsync()).ShouldBe("1010:-180.00 6100:80.00 6150:20.00 6300:80.00");

        async Task MakeAsync(string party, string direction, string account, bool excludes)
        {
            var link = await LinkAsync(party);
            var form = await browser.GetStringAsync(link);
            (ValueOf(form, "Input.Name"), ValueOf(form, "Input.Account"), form.Contains("checked=\"checked\"", StringComparison.Ordinal)).ShouldBe((party, account, excludes));
            Regex.Match(form, "<option[^>]* selected=\"selected\"[^>]*value=\"([^\"]+)\"|<option[^>]*value=\"([^\"]+)\"[^>]* selected=\"selected\"").Value.ShouldContain($"\"{direction}\"");
            WebUtility.HtmlDecode(Regex.Match(form, "<textarea[^>]*>\\s*([^<]*)</textarea>").Groups[1].Value).ShouldBe(party);
            using var made = await browser.SubmitAsync(link, ("Input.Name", party), ("Input.Words", party), ("Input.Direction", direction), ("Input.Account", account),
                ("Input.Excludes", $"{excludes}"), ("Input.Priority", "100"), ("Input.IsAutomatic", "true"));
            made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await browser.GetStringAsync($"{made.Headers.Location}")).ShouldContain(WebUtility.HtmlEncode(party));
        }

        async Task<string> LinkAsync(string party)
        {
            var page = await browser.GetStringAsync($"/o/firm/banking/lines/{await IdAsync(party)}");
            return WebUtility.HtmlDecode(Regex.Match(page, "href=\"(/o/firm/settings/bank-rules/new\\?words=[^\"]*)\"").Groups[1].Value);
        }

        async Task<BankTransactionId> IdAsync(string party) => (await firm.Organization.LinesAsync(bank)).Single(line => line.Counterparty == party).Id;

        async Task ImportAsync(string lines) => (await firm.Organization.ImportAsync(bank, $"Date,Payee,Description,Amount\n{lines}\n")).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_proposed_rule_is_made_by_its_link()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        var bank = await firm.Organization.OpenAccountAsync();
        await firm.Organization.SendAsync(new ConnectBankAccount(bank, firm.Accounts["1010"]));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await firm.Organization.ImportAsync(bank, "Date,Payee,Description,Amount\n" + string.Concat(Enumerable.Range(1, 3).Select(day => $"{today.AddDays(-day):yyyy-MM-dd},Quay Parking,Day {day},-40.00\n")));
        foreach (var line in await firm.Organization.LinesAsync(bank))
            await firm.Organization.SendAsync(new CategorizeBankTransaction(line.Id, [new(firm.Accounts["6300"])]));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("accountant"));

        var link = WebUtility.HtmlDecode(Regex.Match(await browser.GetStringAsync("/o/firm/settings/bank-rules"), "href=\"(/o/firm/settings/bank-rules/new\\?[^\"]*)\"").Groups[1].Value);
        var form = await browser.GetStringAsync(link);
        using (var made = await browser.SubmitAsync(link, ("Input.Name", ValueOf(form, "Input.Name")), ("Input.Words", "Quay Parking"), ("Input.Direction", "Out"), ("Input.Account", ValueOf(form, "Input.Account")), ("Input.Priority", "100")))
            made.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var rule = (await firm.Organization.SendAsync(new ListBankRules(new PageRequest()))).Value.Items.ShouldHaveSingleItem();
        $"{rule.Name} {rule.Conditions.Direction} {rule.Account!.Code} {rule.IsAutomatic}".ShouldBe("Quay Parking Out 6300 False");
        (await browser.GetStringAsync("/o/firm/settings/bank-rules")).ShouldNotContain("Seen in your lines");
    }

    private static string ValueOf(string page, string name) =>
        Regex.Match(page, $"<input(?=[^>]* name=\"{Regex.Escape(name)}\")[^>]* value=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : "";
}
