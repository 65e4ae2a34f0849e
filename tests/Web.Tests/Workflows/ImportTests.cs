using System.Net;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Workflows;

/// <summary>Workflow files that come in and go out, by the API and by the page.</summary>
public sealed class ImportTests : WorkflowScene
{
    private const string Ours = """
        {"name":"Nightly","triggers":[{"type":"manual"}],"timeout":"PT1H","concurrency":{"most":2,"whenFull":"skip"},
         "steps":[{"key":"keep","type":"transform","config":{"set":{"z":"{{ trigger.z }}"}}}]}
        """;

    private const string Theirs = """
        {"name":"Orders","nodes":[
          {"name":"Start","type":"n8n-nodes-base.manualTrigger","parameters":{}},
          {"name":"Call","type":"n8n-nodes-base.httpRequest","typeVersion":4.2,"parameters":{"url":"=https://shop.example/{{ $json.id }}"},"credentials":{"httpHeaderAuth":{"id":"1","name":"Shop token"}}},
          {"name":"Look up","type":"n8n-nodes-base.airtable","parameters":{"table":"<b>orders</b>"}}],
         "connections":{"Start":{"main":[[{"node":"Call"}]]},"Call":{"main":[[{"node":"Look up"}]]}}}
        """;

    [Test]
    public async Task What_is_exported_comes_back_as_it_was()
    {
        var made = await Owner.PostAsync("/api/workflows", Ours);

        var exported = (await Viewer.GetAsync(made.Location + "/export")).Data.GetRawText();
        exported.ShouldContain("\"timeout\":\"PT1H\"");
        exported.ShouldContain("\"whenFull\":\"skip\"");
        var again = await Owner.PostAsync("/api/workflows/import?format=financbase", exported);

        again.Status.ShouldBe(HttpStatusCode.Created);
        again.ETag.ShouldBe("\"1\"");
        (await Owner.GetAsync(again.Location! + "/export")).Data.GetRawText().ShouldBe(exported);
        again.Location.ShouldNotBe(made.Location);
    }

    [Test]
    public async Task An_export_does_not_tell_the_address_of_a_webhook()
    {
        var made = await Owner.PostAsync("/api/workflows", """{"name":"Hook","triggers":[{"type":"webhook","verify":"none","url":"https://here.example/hooks/secret"}],"steps":[]}""");

        made.Status.ShouldBe(HttpStatusCode.Created);
        (await Viewer.GetAsync(made.Location + "/export")).Data.GetProperty("triggers").GetRawText().ShouldBe("""[{"type":"webhook","verify":"none"}]""");
    }

    [Test]
    public async Task A_file_of_n8n_becomes_a_draft_with_a_report_and_cannot_be_published_with_placeholders()
    {
        var made = await Owner.PostAsync("/api/workflows/import?format=n8n", Theirs);

        made.Status.ShouldBe(HttpStatusCode.Created);
        var report = made.Data.GetProperty("report");
        report.GetProperty("imported").EnumerateArray().Select(node => node.GetProperty("type").GetString()).ShouldBe(["manual", "httpRequest"]);
        report.GetProperty("placeholders")[0].GetProperty("step").GetString().ShouldBe("look_up");
        report.GetProperty("credentials")[0].GetProperty("secret").GetString().ShouldBe("shop_token");
        var workflow = made.Data.GetProperty("workflow");
        workflow.GetProperty("steps")[0].GetProperty("config").GetProperty("url").GetString().ShouldBe("https://shop.example/{{ trigger.id }}");
        workflow.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("code").GetString()).ShouldBe(["placeholder", "unknown_secret"], ignoreOrder: true);
        (await Owner.PostAsync(made.Location! + "/publish")).ErrorCode.ShouldBe("workflows.not_publishable");
    }

    [Test]
    public async Task What_cannot_be_imported_is_refused_and_makes_nothing()
    {
        var before = await CountAsync();

        (await Owner.PostAsync("/api/workflows/import?format=n8n", "{}")).ErrorCode.ShouldBe("workflows.not_importable");
        (await Owner.PostAsync("/api/workflows/import?format=n8n", "{} x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Owner.PostAsync("/api/workflows/import?format=zapier", Theirs)).Fields.ShouldBe(["format"]);
        (await Owner.PostAsync("/api/workflows/import", Theirs)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Viewer.PostAsync("/api/workflows/import?format=n8n", Theirs)).Status.ShouldBe(HttpStatusCode.Forbidden);

        (await CountAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_page_takes_a_file_or_its_text_and_shows_what_became_of_each_part()
    {
        using var browser = await TestBrowser.SignInAsync(App, await Organization.AddMemberAsync("admin"));
        const string Address = "/o/acme/workflows/import";

        using var shown = await browser.SubmitAsync(Address, ("Format", "N8n"), ("Text", Theirs));
        var page = await shown.Content.ReadAsStringAsync();
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("Look up");
        page.ShouldContain("shop_token");
        page.ShouldNotContain("<b>orders");

        var before = await CountAsync();
        using var empty = await browser.SubmitAsync(Address, ("Format", "N8n"), ("Text", " "));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var trailing = await browser.SubmitAsync(Address, ("Format", "N8n"), ("Text", Theirs + "\n<end>"));
        trailing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await trailing.Content.ReadAsStringAsync()).ShouldContain("follows the end of the JSON");
        (await CountAsync()).ShouldBe(before);
    }

    private async Task<object?> CountAsync() => await App.Database.ScalarAsync("SELECT count(*) FROM workflows");
}
