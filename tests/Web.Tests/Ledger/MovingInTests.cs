using System.Net;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Books that were kept elsewhere come in, are the same here, and go again.</summary>
public sealed class MovingInTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(services => services.AddVerbs(), ("Process:Roles", "web"));

    [OneTimeTearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task What_is_exported_here_comes_in_there_with_the_same_balances_once_until_it_is_taken_back()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("old"));
        await firm.Organization.SendAsync(new AddExchangeRate("USD", TestSales.Day, 0.8532m));
        var foreign = (await firm.Organization.SendAsync(new Application.Sales.CreateInvoice(new(firm.Customer, [firm.Line(33.33m)], TestSales.Day, TestSales.Far, "USD")))).Value.Id;
        await firm.Organization.SendAsync(new Application.Sales.FinalizeInvoice(foreign));
        await firm.PayAsync(await firm.IssueAsync(firm.Line(100), firm.Line(19.99m)), 50);
        using var journal = new StringWriter { NewLine = "\n" };
        (await Verbs.RunAsync(_app.Services, ["ledger", "export", "--organization", "old", "--format", "hledger"], journal, TextWriter.Null, CancellationToken.None)).ShouldBe(0);

        var fresh = await _app.FoundAsync("new");
        var preview = (await fresh.SendAsync(new PreviewJournal($"{journal}"))).Value;
        preview.Faults.ShouldBeEmpty();
        (await fresh.SendAsync(new ImportJournal($"{journal}"), "viewer")).Error!.Code.ShouldBe("forbidden");
        var taken = (await fresh.SendAsync(new ImportJournal($"{journal}"))).Value;
        taken.Entries.ShouldBe(preview.Entries);
        (await BalancesAsync(fresh)).ShouldBe(await BalancesAsync(firm.Organization));
        (await BalancesAsync(fresh)).ShouldNotBeEmpty();
        (await fresh.SendAsync(new ImportJournal($"{journal}"))).Error!.Code.ShouldBe("ledger.journal_taken_in");
        (await firm.Organization.SendAsync(new UndoJournalImport(taken.Id))).Error!.Code.ShouldBe("not_found");

        (await fresh.SendAsync(new ListTakenJournals())).Value.Single().Entries.ShouldBe(taken.Entries);
        (await fresh.SendAsync(new UndoJournalImport(taken.Id))).Value.Entries.ShouldBe(taken.Entries);
        (await BalancesAsync(fresh)).ShouldBeEmpty();
        (await fresh.SendAsync(new UndoJournalImport(taken.Id))).Error!.Code.ShouldBe("not_found");
        (await fresh.SendAsync(new ImportJournal($"{journal}"))).Value.Id.ShouldNotBe(taken.Id);
        (await _app.Database.ScalarAsync($"SELECT string_agg(DISTINCT origin, ' ') FROM events WHERE type LIKE 'journal_entry.%' AND organization_id = '{fresh.Id}'"))
            .ShouldBe("backfill", "what is over starts no automations");
        using var verified = new StringWriter();
        (await Verbs.RunAsync(_app.Services, ["ledger", "verify", "--organization", "new"], verified, TextWriter.Null, CancellationToken.None)).ShouldBe(0, $"{verified}");
    }

    [Test]
    public async Task A_line_that_cannot_be_read_keeps_everything_out()
    {
        var organization = await _app.FoundAsync("wrong");
        using var api = await ApiClient.OfAsync(organization, "accountant");
        var refused = await api.PostAsync("/api/journals", """{"text":"2026-01-05 Fine\n    assets:1010 Bank  5\n    revenues:4000 Fees\n\n2026-01-06 Not so\n    assets:1010 Bank  5\n    revenues:4000 Fees  -4\n"}""");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Json.ToString().ShouldContain("Line 5:");
        (await _app.Database.ScalarAsync($"SELECT (SELECT count(*) FROM accounts WHERE organization_id = '{organization.Id}') + (SELECT count(*) FROM journal_entries WHERE organization_id = '{organization.Id}')")).ShouldBe(0L);
    }

    [Test]
    public async Task What_a_foreign_bank_account_held_and_what_moves_there_is_said_in_both_currencies()
    {
        var organization = await _app.FoundAsync("dollars");
        await organization.SendAsync(new AdoptChart("small-business"));
        var account = (await organization.SendAsync(new CreateAccount("1020", "Dollars", AccountSubtype.Bank))).Value.Id;
        using var browser = await TestBrowser.SignInAsync(_app, await organization.AddMemberAsync("owner"));
        (await browser.GetStringAsync("/o/dollars/journal/new")).ShouldNotContain("In its currency");
        await organization.SendAsync(new ConnectBankAccount(await organization.OpenAccountAsync("Dollar account", currency: "USD"), account));
        (await browser.GetStringAsync("/o/dollars/import/opening-balances")).ShouldContain("1020 Dollars, in its currency");

        (string, string)[] opening = [("Input.Date", "2025-12-31"), ("Input.Lines[0].Account", $"{account}"), ("Input.Lines[0].Debit", "900")];
        (await SendAsync("import/opening-balances", opening)).ShouldContain("say what its line comes to in USD");
        (await SendAsync("import/opening-balances", [.. opening, ("Input.Lines[0].Foreign", "much")])).ShouldContain("Write what is in another currency like 1250.00 USD.");
        (await SendAsync("import/opening-balances", [.. opening, ("Input.Lines[0].Foreign", "1000 usd")])).ShouldBeEmpty();
        (await browser.GetStringAsync("/o/dollars/import/opening-balances")).ShouldContain("value=\"1000.00 USD\"");
        (string, string)[] entry =
        [
            ("Input.Date", "2026-01-05"), ("Input.Lines[0].Account", "1020"), ("Input.Lines[0].Credit", "90"), ("Input.Lines[1].Account", "6250"), ("Input.Lines[1].Debit", "90"),
        ];
        (await SendAsync("journal/new", entry)).ShouldContain("say what its line comes to in USD");
        (await SendAsync("journal/new", [.. entry, ("Input.Lines[0].Foreign", "100.00 USD")])).ShouldBeEmpty();

        using var api = await ApiClient.OfAsync(organization, "accountant");
        var posted = await api.PostAsync("/api/journal-entries", $$$"""
            {"date":"2026-01-06","postings":[{"accountId":"{{{account}}}","debit":"45.00","original":{"value":"50.00","currency":"USD"}},{"accountId":"{{{account}}}","credit":"45.00"}]}
            """);
        posted.Json.ToString().ShouldContain("ledger.currency_needed");
        (await _app.Database.ScalarAsync($"SELECT sum(original_minor) || ' ' || sum(amount_minor) FROM postings WHERE account_id = '{account}'")).ShouldBe("90000 81000");

        async Task<string> SendAsync(string page, (string, string)[] fields)
        {
            using var answer = await browser.SubmitAsync($"/o/dollars/{page}", fields);
            return answer.StatusCode == HttpStatusCode.Redirect ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    [Test]
    public async Task Opening_balances_are_said_in_a_form_and_said_anew()
    {
        var organization = await _app.FoundAsync("begins");
        await organization.SendAsync(new AdoptChart("small-business"));
        var accounts = (await organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value.Items.ToDictionary(account => account.Code, account => account.Id);
        using var browser = await TestBrowser.SignInAsync(_app, await organization.AddMemberAsync("owner"));
        await SayAsync("2025-12-31", ("1010", "500.00", ""), ("2500", "", "120.50"));
        (await BalancesAsync(organization)).ShouldBe("1010:500.00 2500:-120.50 3800:-379.50");
        await SayAsync("2025-12-30", ("1010", "400", ""));
        (await BalancesAsync(organization)).ShouldBe("1010:400.00 3800:-400.00");
        var said = (await organization.SendAsync(new GetOpeningBalances())).Value;
        (said.Date, said.Difference.ToPlainString()).ShouldBe((new DateOnly(2025, 12, 30), "-400.00"));

        await organization.SendAsync(new LockPeriod(new DateOnly(2025, 12, 31)));
        (await organization.SendAsync(new SetOpeningBalances(new DateOnly(2026, 1, 1), [new(accounts["1010"], Debit: 1)]))).Error!.Code.ShouldBe("ledger.period_locked");
        (await organization.SendAsync(new SetOpeningBalances(new DateOnly(2026, 1, 1), [new(accounts["3800"], Debit: 1)]))).Error!.Code.ShouldBe("ledger.opening_balances_balance");
        (await BalancesAsync(organization)).ShouldBe("1010:400.00 3800:-400.00");

        async Task SayAsync(string day, params (string Code, string Debit, string Credit)[] balances)
        {
            var fields = new List<(string, string)> { ("Input.Date", day) };
            foreach (var (balance, place) in balances.Select((balance, place) => (balance, place)))
                fields.AddRange([($"Input.Lines[{place}].Account", $"{accounts[balance.Code]}"), ($"Input.Lines[{place}].Debit", balance.Debit), ($"Input.Lines[{place}].Credit", balance.Credit)]);
            using var answer = await browser.SubmitAsync("/o/begins/import/opening-balances", [.. fields]);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        }
    }

    [Test]
    public async Task The_form_says_what_will_go_to_opening_balances_before_anything_is_posted()
    {
        var organization = await _app.FoundAsync("typed");
        await organization.SendAsync(new AdoptChart("small-business"));
        var accounts = (await organization.SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Value.Items.ToDictionary(account => account.Code, account => account.Id);
        using var browser = await TestBrowser.SignInAsync(_app, await organization.AddMemberAsync("owner"));
        (await SaidAsync("500.00", "120.5")).ShouldBe("Debits 500.00, credits 120.50. The difference, 379.50, goes to 3800 Opening balances as a credit: it is what was the owners’ when these books began.");
        (await SaidAsync("100", "120.50")).ShouldContain("The difference, 20.50, goes to 3800 Opening balances as a debit: more is owed than held.");
        (await SaidAsync("120.50", "120.50")).ShouldBe("Debits 120.50, credits 120.50. They come to the same: nothing goes to opening balances.");
        (await SaidAsync("much", "")).ShouldBe("Write amounts like 1250.00.");
        (await SaidAsync("0.001", "")).ShouldContain("decimals");
        (await SaidAsync("79228162514264337593543950335", "1")).ShouldNotContain("Debits");
        (await BalancesAsync(organization)).ShouldBeEmpty("nothing is posted");

        await organization.SendAsync(new SetOpeningBalances(new DateOnly(2025, 12, 31), [new(accounts["1010"], Debit: 500), new(accounts["2500"], Credit: 120.5m)]));
        Words(await browser.GetStringAsync("/o/typed/import/opening-balances")).ShouldContain("The difference, 379.50, goes to 3800");
        (await BalancesAsync(organization)).ShouldContain("3800:-379.50");

        async Task<string> SaidAsync(string debit, string credit)
        {
            using var answer = await browser.SubmitAsync(
                "/o/typed/import/opening-balances?handler=Difference", ("Input.Date", "2025-12-31"), ("Input.Lines[0].Account", $"{accounts["1010"]}"), ("Input.Lines[0].Debit", debit),
                ("Input.Lines[1].Account", $"{accounts["2500"]}"), ("Input.Lines[1].Credit", credit));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return Words(await answer.Content.ReadAsStringAsync());
        }

        static string Words(string page)
        {
            var part = page[page.IndexOf("id=\"difference\"", StringComparison.Ordinal)..];
            var text = System.Text.RegularExpressions.Regex.Replace(part[(part.IndexOf('>') + 1)..part.IndexOf("</div>", StringComparison.Ordinal)], "<[^>]+>", "");
            return System.Text.RegularExpressions.Regex.Replace(WebUtility.HtmlDecode(text), "\\s+", " ").Trim();
        }
    }

    [Test]
    public async Task A_list_is_looked_at_with_chosen_columns_taken_in_and_taken_back_on_its_page()
    {
        var organization = await _app.FoundAsync("lists");
        using var browser = await TestBrowser.SignInAsync(_app, await organization.AddMemberAsync("owner"));
        const string Page = "/o/lists/import/files";
        using var shown = await browser.UploadAsync(Page + "?handler=Preview", "Document", new MemoryStream("Who,Mail\n<b>Ada</b>,ada@a.test\nFaulty,nope\n"u8.ToArray()), "who.csv");
        var asked = await shown.Content.ReadAsStringAsync();
        asked.ShouldContain("No column says: Customer. Choose the one that does.");
        var content = System.Text.RegularExpressions.Regex.Match(asked, "name=\"Input.Content\" value=\"([^\"]+)\"").Groups[1].Value;

        (string, string)[] fields = [("Input.Kind", "Customers"), ("Input.FileName", "who.csv"), ("Input.Content", WebUtility.HtmlDecode(content)), ("Input.Columns[name]", "#1"), ("Input.Columns[email]", "#2")];
        var preview = await TextAsync("Preview", HttpStatusCode.OK, fields);
        preview.ShouldContain("&lt;b&gt;Ada&lt;/b&gt;");
        preview.ShouldContain("This is not an e-mail address.");
        preview.ShouldNotContain("Take it in", customMessage: "a row has faults");
        (await TextAsync("Take", HttpStatusCode.UnprocessableEntity, fields)).ShouldContain("1 row does not come in, so nothing did.");
        await TextAsync("Take", HttpStatusCode.Redirect, [.. fields, ("Input.SkipFaulty", "true")]);
        (await organization.SendAsync(new Application.Sales.ListCustomers(new(), new PageRequest()))).Value.Items.Select(customer => (customer.Name, customer.Email)).ShouldBe([("<b>Ada</b>", "ada@a.test")]);
        var import = (await organization.SendAsync(new Application.Imports.ListImports())).Value.Single();
        await TextAsync("Undo", HttpStatusCode.Redirect, ("import", $"{import.Id}"));
        (await organization.SendAsync(new Application.Sales.ListCustomers(new(), new PageRequest()))).Value.Items.ShouldBeEmpty();

        async Task<string> TextAsync(string handler, HttpStatusCode status, params (string, string)[] said)
        {
            using var answer = await browser.PostAsync($"{Page}?handler={handler}", [.. said, ("__RequestVerificationToken", await browser.TokenAsync(Page))]);
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(status, text);
            return text;
        }
    }

    [Test]
    public async Task Open_invoices_move_in_on_the_page_as_of_a_day_and_are_taken_back_there()
    {
        var firm = await TestSales.OpenAsync(await _app.FoundAsync("opened"));
        using var browser = await TestBrowser.SignInAsync(_app, await firm.Organization.AddMemberAsync("accountant"));
        const string Page = "/o/opened/import/files";
        var content = Convert.ToBase64String("Number,Customer,Date,Total,Open amount\nRE-1,Northwind Shipyard,2026-05-04,100.00,40.00\n"u8);
        (string, string)[] fields = [("Input.Kind", "OpenInvoices"), ("Input.FileName", "open.csv"), ("Input.Content", content)];
        (await TextAsync("Preview", HttpStatusCode.UnprocessableEntity, fields)).ShouldContain("Say as of which day they are open");
        fields = [.. fields, ("Input.Day", "2026-05-31"), ("Input.Quiet", "true")];
        (await TextAsync("Preview", HttpStatusCode.OK, fields)).ShouldContain("RE-1, Northwind Shipyard, 40.00 EUR");
        await TextAsync("Take", HttpStatusCode.Redirect, fields);
        (await BalancesAsync(firm.Organization)).ShouldBe("1100:40.00 3800:-40.00");
        var id = (await firm.Organization.SendAsync(new Application.Sales.ListInvoices(new(Domain.Sales.InvoiceKind.Invoice), new PageRequest()))).Value.Items.Single().Id;
        var invoice = await browser.GetStringAsync($"/o/opened/invoices/{id}");
        invoice.ShouldContain("Moved in, open as of");
        invoice.ShouldNotContain("Credit note…");
        (await browser.GetStringAsync(Page)).ShouldContain("Open invoices");
        await TextAsync("Undo", HttpStatusCode.Redirect, ("import", $"{(await firm.Organization.SendAsync(new Application.Imports.ListImports())).Value.Single().Id}"));
        (await BalancesAsync(firm.Organization)).ShouldBeEmpty();

        async Task<string> TextAsync(string handler, HttpStatusCode status, params (string, string)[] said)
        {
            using var answer = await browser.PostAsync($"{Page}?handler={handler}", [.. said, ("__RequestVerificationToken", await browser.TokenAsync(Page))]);
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(status, text);
            return text;
        }
    }

    private static async Task<string> BalancesAsync(TestOrganization organization) => string.Join(' ', (await organization.SendAsync(new GetTrialBalance(new DateOnly(2199, 12, 31)))).Value.Rows
        .Where(row => row.Balance.Minor != 0).Select(row => $"{row.Account.Code}:{row.Balance.ToPlainString()}"));
}
