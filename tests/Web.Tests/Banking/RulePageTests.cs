using System.Net;
using System.Text.RegularExpressions;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
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
}
