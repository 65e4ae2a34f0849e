using System.Text.Json;
using Financbase.Domain.Workflows.Steps;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Financbase.Web.Pages.Workflows.Form;
using Financbase.Web.Pages.Workflows.Outline;

namespace Financbase.Web.Tests.Workflows;

/// <summary>What programs, forms and outlines make of every kind's schema.</summary>
public sealed class StepKindTests
{
    private static readonly StepKind[] Kinds = [.. StepKinds.BuiltIn.All];

    [Test]
    public async Task Programs_read_every_kind_with_its_members_and_an_example()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        using var viewer = await ApiClient.OfAsync(await app.FoundAsync("acme"), "viewer");

        var kinds = (await viewer.GetAsync("/api/workflow-step-kinds?limit=200")).Data.EnumerateArray()
            .ToDictionary(kind => kind.GetProperty("type").GetString()!);

        kinds.Keys.ShouldBe(Kinds.Select(kind => kind.Type), ignoreOrder: true);
        var http = kinds["httpRequest"];
        http.GetProperty("effect").GetString().ShouldBe("external");
        http.GetProperty("category").GetString().ShouldBe("send");
        var url = http.GetProperty("config").EnumerateArray().Single(member => member.GetProperty("name").GetString() == "url");
        url.GetProperty("type").GetString().ShouldBe("template");
        url.GetProperty("required").GetBoolean().ShouldBeTrue();
        url.GetProperty("secrets").GetBoolean().ShouldBeTrue();
        http.GetProperty("example").GetProperty("method").GetString().ShouldBe("POST");
        kinds.Values.ShouldAllBe(kind => kind.GetProperty("example").ValueKind == JsonValueKind.Object);
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_form_keeps_an_example_as_it_is(StepKind kind)
    {
        var draft = $$"""{"name":"Test","triggers":[],"steps":[{"key":"a","type":"{{kind.Type}}","config":{{kind.Card.Example}}}]}""";

        JsonElement.DeepEquals(JsonElement.Parse(DraftWriter.Write(DraftReader.Read(draft, 1))), JsonElement.Parse(draft)).ShouldBeTrue();
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_form_has_a_field_for_every_member(StepKind kind) => KindForms.Step(kind.Type).Fields.Select(field => field.Path)
        .ShouldBeSubsetOf([.. kind.Schema.Members.Select(member => $"config.{member.Name}".TrimEnd('.')), "retry.attempts", "retry.delay", "timeout"]);

    [TestCaseSource(nameof(Kinds))]
    public void An_outline_says_what_an_example_does(StepKind kind)
    {
        var line = StepWords.Does(kind.Type, JsonElement.Parse(kind.Card.Example));

        line.ShouldNotBeNullOrWhiteSpace();
        line.ShouldNotMatch(@"(^|[^{]){[a-z]*}");
    }

    [TestCase("null")]
    [TestCase("[7]")]
    [TestCase("""{"set":[[]],"to":{},"cases":[1,null],"duration":7}""")]
    public void An_outline_copes_with_what_is_malformed(string config) =>
        Kinds.ShouldAllBe(kind => StepWords.Does(kind.Type, JsonElement.Parse(config)) != null);

    [TestCaseSource(nameof(Kinds))]
    public void Its_icon_is_in_the_sprite(StepKind kind) => File.ReadAllLines(Path.Combine(Root(), "src/Web/Assets/icons.txt")).ShouldContain(kind.Card.Icon);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Financbase.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
