using System.Net;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Ledger;

/// <summary>Projects and tags as a browser without scripts and a program keep and read them.</summary>
public sealed class ProjectPagesTests
{
    private TestApp _app = null!;
    private TestSales _firm = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await TestSales.OpenAsync(await _app.FoundAsync("firm"));
    }

    [TearDown]
    public Task Stop() => _app.DisposeAsync().AsTask();

    [Test]
    public async Task A_project_is_begun_chosen_on_lines_looked_at_and_archived_by_forms()
    {
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        (await browser.GetStringAsync("/o/firm/invoices/new")).ShouldNotContain("Project 1");
        using (var wrong = await browser.SubmitAsync("/o/firm/projects/new", ("Input.Code", "PIER 4"), ("Input.Name", "Repairs"), ("Input.Customer", "Nobody")))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await DoneAsync(browser, "/o/firm/projects/new", ("Input.Code", "PIER-4"), ("Input.Name", "Repairs"), ("Input.Customer", "Northwind Shipyard"));
        var id = $"{await _app.Database.ScalarAsync("SELECT id FROM projects WHERE customer_id IS NOT NULL")}";

        (await browser.GetStringAsync("/o/firm/invoices/new")).ShouldContain("PIER-4 Repairs");
        (await browser.GetStringAsync("/o/firm/bills/new")).ShouldContain("PIER-4 Repairs");
        await DoneAsync(browser, "/o/firm/journal/new",
            ("Input.Date", "2026-06-15"), ("Input.Memo", "Planks"), ("Input.Tags", "wood, Pier"), ("Input.Lines[0].Account", "6100"), ("Input.Lines[0].Debit", "250"), ("Input.Lines[0].Project", id),
            ("Input.Lines[1].Account", "1010"), ("Input.Lines[1].Credit", "250"));
        await DoneAsync(browser, "/o/firm/invoices/new",
            ("Input.Customer", "Northwind Shipyard"), ("Input.IssueDate", "2026-06-20"), ("Input.Currency", "EUR"), ("Input.Lines[0].Description", "Work"), ("Input.Lines[0].UnitPrice", "900"),
            ("Input.Lines[0].ProjectId", id));
        var invoice = $"{await _app.Database.ScalarAsync("SELECT id FROM invoices")}";
        (await browser.GetStringAsync($"/o/firm/invoices/{invoice}")).ShouldContain("PIER-4 Repairs");
        (await browser.GetStringAsync($"/o/firm/invoices/{invoice}/edit")).ShouldContain($"<option selected=\"selected\" value=\"{id}\">");
        await _firm.Organization.SendAsync(new Application.Sales.FinalizeInvoice(new(Guid.Parse(invoice))));

        var page = await browser.GetStringAsync($"/o/firm/projects/{id}?from=2026-06-01&to=2026-06-30");
        foreach (var words in new[] { "900.00", "250.00", "650.00", "Planks", "Northwind Shipyard" })
            page.ShouldContain(words);
        (await browser.GetStringAsync($"/o/firm/projects/{id}?to=2026-06-16")).ShouldContain("-250.00");
        (await browser.GetStringAsync($"/o/firm/reports/profit-and-loss?project={id}&from=2026-06-01&to=2026-06-30")).ShouldContain("650.00");
        (await browser.GetStringAsync("/o/firm/reports/profit-and-loss?project=none&from=2026-06-01&to=2026-06-30")).ShouldContain("Nothing is posted in this time");
        (await browser.GetStringAsync("/o/firm/reports/profit-and-loss-by-project?from=2026-06-01&to=2026-06-30")).ShouldContain("PIER-4 Repairs");
        (await browser.GetStringAsync($"/o/firm/reports/general-ledger?project={id}")).ShouldNotContain("1010 ");
        (await browser.GetStringAsync("/o/firm/journal?tag=WOOD")).ShouldContain("Planks");

        await DoneAsync(browser, $"/o/firm/projects/{id}/edit", ("Input.Code", "PIER-4"), ("Input.Name", "Repairs"), ("Input.IsArchived", "true"));
        (await browser.GetStringAsync($"/o/firm/projects/{id}")).ShouldContain("This project is archived");
        (await browser.GetStringAsync("/o/firm/invoices/new")).ShouldNotContain("PIER-4");
    }

    [Test]
    public async Task Tags_are_changed_on_the_entrys_page_and_a_viewer_is_refused()
    {
        var id = (await PostAsync(["One"])).Value.Id;
        using var browser = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("owner"));
        await DoneAsync(browser, $"/o/firm/journal/{id}?handler=Tag", ("tags", "Two, , three"));
        var page = await browser.GetStringAsync($"/o/firm/journal/{id}");
        page.ShouldContain("value=\"three, Two\"");
        using (var wrong = await browser.SubmitAsync($"/o/firm/journal/{id}?handler=Tag", ("tags", new string('x', 51))))
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("A tag has 1 to 50 characters");
        await DoneAsync(browser, $"/o/firm/journal/{id}?handler=Tag", ("tags", ""));
        (await _firm.Organization.SendAsync(new GetJournalEntry(id))).Value.Tags.ShouldBeEmpty();

        using var viewer = await TestBrowser.SignInAsync(_app, await _firm.Organization.AddMemberAsync("viewer"));
        (await viewer.GetStringAsync($"/o/firm/journal/{id}")).ShouldNotContain("ask-tags");
    }

    [Test]
    public async Task A_program_keeps_projects_and_tags_and_reads_reports_of_them()
    {
        using var api = await ApiClient.OfAsync(_firm.Organization, "accountant");
        var begun = await api.PostAsync("/api/projects", $$"""{"code":"PIER-4","name":"Repairs","customerId":"{{_firm.Customer}}"}""");
        begun.Status.ShouldBe(HttpStatusCode.Created);
        var id = begun.Data.GetProperty("id").GetString()!;
        (await api.PostAsync("/api/projects", """{"code":"PIER-4","name":"Again"}""")).ErrorCode.ShouldBe("projects.code_taken");
        var posted = await api.PostAsync("/api/journal-entries", $$"""
            {"date":"2026-06-15","tags":["Wood"],"postings":[{"accountId":"{{_firm.Accounts["6100"]}}","debit":"250","projectId":"{{id}}"},{"accountId":"{{_firm.Accounts["1010"]}}","credit":"250"}]}
            """);
        var entry = posted.Data.GetProperty("id").GetString()!;
        (await api.GetAsync($"/api/journal-entries/{entry}")).Data.GetProperty("postings")[0].GetProperty("project").GetProperty("code").GetString().ShouldBe("PIER-4");
        (await api.GetAsync("/api/journal-entries?tag=wood")).Data.GetArrayLength().ShouldBe(1);
        (await api.GetAsync($"/api/journal-entries?projectId={id}")).Data.GetArrayLength().ShouldBe(1);
        (await api.GetAsync($"/api/journal-entries?projectId={Guid.CreateVersion7()}")).Data.GetArrayLength().ShouldBe(0);
        (await api.PutAsync($"/api/journal-entries/{entry}/tags", """{"tags":["Oak"]}""")).Data.GetProperty("tags")[0].GetString().ShouldBe("Oak");
        (await api.GetAsync("/api/journal-entries?tag=wood")).Data.GetArrayLength().ShouldBe(0);

        (await api.GetAsync($"/api/projects/{id}?from=2026-06-15&to=2026-06-15")).Data.GetProperty("cost").GetProperty("value").GetString().ShouldBe("250.00");
        (await api.GetAsync($"/api/projects?customerId={_firm.Customer}")).Data.GetArrayLength().ShouldBe(1);
        (await api.GetAsync("/api/reports/profit-and-loss?project=some")).Fields.ShouldContain("project");
        using (var file = await api.OpenAsync("/api/reports/profit-and-loss-by-project?from=2026-06-01&to=2026-06-30&format=csv", null))
            (await file.Content.ReadAsStringAsync()).ShouldContain("\"Operating expenses\",\"6100 Rent\",\"PIER-4 Repairs\",250.00");
        (await api.PutAsync($"/api/projects/{id}", """{"code":"PIER-4","name":"Repairs","isArchived":true}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.GetAsync("/api/projects?offer=offered")).Data.GetArrayLength().ShouldBe(0);
        (await _firm.Organization.SendAsync(new ListProjects(new(IsArchived: true), new PageRequest()))).Value.Items.ShouldHaveSingleItem().CustomerId.ShouldBeNull();
    }

    private Task<Application.Pipeline.Result<PostedEntry>> PostAsync(string[] tags) => _firm.Organization.SendAsync(new PostJournalEntry(
        new(2026, 6, 15), [new(_firm.Accounts["6100"], Debit: 5), new(_firm.Accounts["1010"], Credit: 5)], "Stand", tags));

    private static async Task DoneAsync(TestBrowser browser, string path, params (string, string)[] fields)
    {
        using var answer = await browser.SubmitAsync(path, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }
}
