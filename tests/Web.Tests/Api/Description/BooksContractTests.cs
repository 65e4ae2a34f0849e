using System.Text.RegularExpressions;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>The addresses of the books that programs were promised: none goes away or gets another name.</summary>
public sealed partial class BooksContractTests
{
    // Each with the methods that it takes; {} stands for an id, however it is called.
    private static readonly string[] Promised =
    [
        .. Whole("accounts", "GET POST", "GET"), .. Whole("journal-entries", "GET POST", "GET"), "POST journal-entries/{}/reverse",
        .. new[] { "customers", "vendors", "items", "tax-rates", "exchange-rates", "bank-rules", "budgets" }.SelectMany(name => Whole(name, "GET POST", "GET PUT DELETE")),
        .. new[] { "trial-balance", "profit-and-loss", "balance-sheet", "cash-flow", "general-ledger", "aged-receivables", "aged-payables", "tax" }.Select(name => $"GET reports/{name}"),
        .. Whole("invoices", "GET POST", "GET PUT DELETE"), .. Acts("invoices", "finalize send payments credit void"), "GET invoices/{}/pdf",
        .. Whole("quotes", "GET POST", "GET PUT DELETE"), .. Acts("quotes", "send accept decline convert"),
        .. Whole("recurring-invoices", "GET POST", "GET PUT DELETE"), .. Whole("credit-notes", "GET POST", "GET"),
        .. Whole("bills", "GET POST", "GET PUT DELETE"), .. Acts("bills", "approve reject payments"),
        .. Whole("expenses", "GET POST", "GET PUT DELETE"), .. Acts("expenses", "approve reject payments"),
        "GET periods", "POST periods/lock", "POST periods/unlock", "POST attachments", "GET attachments/{}", "DELETE attachments/{}",
        .. Whole("bank-accounts", "GET POST", "GET"), "GET bank-accounts/{}/statements", "POST bank-accounts/{}/statements", "DELETE bank-accounts/{}/statements/{}", "GET imports/{}",
        "GET bank-transactions", .. Acts("bank-transactions", "match categorize undo"), "GET reconciliations", "POST reconciliations", "POST reconciliations/{}/complete",
    ];

    [Test]
    public async Task Every_address_that_was_promised_is_described()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var http = app.CreateClient();
        var described = new DescribedApi(await http.GetStringAsync("/openapi/v1.json")).Json["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {Parameter().Replace(path.Key, "{}")["/api/".Length..]}"));

        Promised.Except(described).ShouldBeEmpty();
    }

    private static IEnumerable<string> Whole(string name, string list, string one) =>
        [.. list.Split(' ').Select(method => $"{method} {name}"), .. one.Split(' ').Select(method => $"{method} {name}/{{}}")];

    private static IEnumerable<string> Acts(string name, string acts) => acts.Split(' ').Select(act => $"POST {name}/{{}}/{act}");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
