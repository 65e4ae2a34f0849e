using System.Text.RegularExpressions;

namespace Financbase.Web.Tests.Shell;

public sealed partial class ListPagesTests
{
    // Tables that are no lists: why they end by themselves.
    private static readonly (string Why, string[] Pages)[] Ending =
    [
        ("the lines of one document or entry, and what settles it", [
            "/bills/new", "/bills/{bill}", "/bills/{bill}/edit", "/invoices/new", "/invoices/{invoice}", "/invoices/{invoice}/edit", "/invoices/import", "/quotes/new", "/quotes/{quote}", "/quotes/{quote}/edit",
            "/recurring-invoices/new", "/recurring-invoices/{recurring}/edit", "/vendor-credits/new", "/vendor-credits/{credit}", "/vendor-credits/{credit}/edit", "/journal/new", "/journal/{entry}", "/banking/lines/{line}",
        ]),
        ("what one payment settles", ["/payments/{payment}", "/vendor-payments/{payment}"]),
        ("the latest invoices that it made; /invoices has all", ["/recurring-invoices/{recurring}"]),
        ("the parts in which an expense was paid back: 50 at most", ["/expenses/{expense}"]),
        ("the months of a plan: 120 at most", ["/journal/scheduled/new", "/journal/scheduled/{entry}"]),
        ("the accounts of a budget: 500 at most", ["/budgets/{budget}", "/budgets/{budget}/edit"]),
        ("the bills of a file: 500 at most", ["/payment-files/{file}"]),
        ("the parts of a rate: 5 at most", ["/settings/tax-rates/new", "/settings/tax-rates/{rate}/edit"]),
        ("what one act changed: cut where it is large, and said so", ["/settings/audit/{id}"]),
        ("the steps and the first lines of the log of one run; the API has them all", ["/workflows/executions/{run}"]),
        ("samples of a trial: 10 at most", ["/workflows/{workflow}/test"]),
        ("what two versions differ in: 1,000 at most", ["/workflows/{workflow}/versions/{n}"]),
        ("the first lines of a file that is being brought, and the latest hundred that were", ["/banking/{account}/import/{upload}", "/import", "/import/files", "/import/opening-balances"]),
        ("figures of a few months and the latest lines", ["/"]),
        ("a report: as long as the chart, the rates, the projects or the parties that owe, and a file as a whole", [
            "/reports/aged-payables", "/reports/aged-receivables", "/reports/balance-sheet", "/reports/cash-flow", "/reports/profit-and-loss", "/reports/profit-and-loss-by-project",
            "/reports/revaluation", "/reports/tax", "/reports/trial-balance",
        ]),
    ];

    [Test]
    public void Every_page_with_a_table_is_a_list_or_says_why_it_ends()
    {
        string[] lists = [.. Lists.Concat(Elsewhere.Keys).Select(Shape)];
        string[] ending = [.. Ending.SelectMany(group => group.Pages).Select(Shape)];

        string[] pages = [.. PagesWith("<table").Select(Shape)];

        pages.Length.ShouldBeGreaterThan(80);
        pages.Except(lists).Except(ending).ShouldBeEmpty();
        ending.Except(pages).ShouldBeEmpty("These have no table any more.");
        ending.Intersect(lists).ShouldBeEmpty();
    }

    /// <summary>The addresses of the pages that, by themselves or in a part of them, lead on to a next page of a list.</summary>
    private static IEnumerable<string> ListPages() => PagesWith("<pager");

    /// <summary>The addresses of the pages in which this stands, or in one of their parts, or in a part of one.</summary>
    private static IEnumerable<string> PagesWith(string tag)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Financbase.sln")))
            folder = folder.Parent!;
        // A page's own code names parts as well: those that it answers in place of itself.
        var views = Directory.EnumerateFiles(Path.Combine(folder.FullName, "src", "Web", "Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file) + (File.Exists(file + ".cs") ? File.ReadAllText(file + ".cs") : ""))).ToList();
        var having = views.Where(view => view.Text.Contains(tag, StringComparison.Ordinal)).ToHashSet();
        while (views.Where(view => having.Any(part => part.Name.StartsWith('_') && Regex.IsMatch(view.Text, $@"(?<!\w){part.Name}(?!\w)"))).Except(having).ToList() is { Count: > 0 } more)
            having.UnionWith(more);
        return having.Select(view => AddressOfPage().Match(view.Text)).Where(found => found.Success).Select(found => found.Groups[1].Value);
    }
}
