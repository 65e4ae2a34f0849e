using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using static Financbase.Domain.Tests.Workflows.Importing.N8nFiles;

namespace Financbase.Domain.Tests.Workflows.Importing;

public sealed class N8nImportTests
{
    [Test]
    public void Known_nodes_become_steps_that_read_what_the_nodes_read()
    {
        var file = Import(Orders);

        file.Refusal.ShouldBeNull();
        file.Report.Placeholders.ShouldBeEmpty();
        var definition = Definition(file);
        definition.Steps.Select(step => (step.Key, step.Kind.Type)).ShouldBe(
            [("prepare", "transform"), ("large", "condition"), ("tell_them", "httpRequest"), ("pause", "delay"), ("done", "join")], ignoreOrder: true);
        Config(file, "prepare").ShouldBe("""{"set":{"total":"{{ trigger.body.total }}","customer":{"name":"{{ trigger.body.customer[\"full name\"] }}"},"kind":"order"}}""");
        Config(file, "large").ShouldBe("""{"field":"steps.prepare.output.total","op":"gt","value":1000}""");
        Config(file, "tell_them").ShouldContain("\"body\":{\"total\":\"{{ steps.prepare.output.total }}\",\"from\":\"{{ steps.prepare.output.customer.name }}\"}");
        definition.Find("large")!.Next.ShouldBe([KeyValuePair.Create("true", (string?)"tell_them"), KeyValuePair.Create("false", (string?)"pause")]);
        definition.Find("tell_them")!.Retry!.Attempts.ShouldBe(4);
        definition.Find("pause")!.Next.ShouldBe([KeyValuePair.Create("default", (string?)"done")]);
    }

    [Test]
    public void Credentials_become_secrets_that_publishing_asks_for()
    {
        var file = Import(Orders);

        file.Report.Credentials.Select(slot => (slot.Name, slot.Type, slot.Secret, string.Join(' ', slot.Nodes)))
            .ShouldBe([("Shop token", "httpHeaderAuth", "shop_token", "Tell them")]);
        GraphCheck.Of(Definition(file), Given.Language with { IsSecret = _ => false }).Select(problem => problem.Code).ShouldContain("unknown_secret");
    }

    [Test]
    public void What_is_not_known_keeps_its_place_and_blocks_publishing()
    {
        var file = Import(Node("Find", "n8n-nodes-base.airtable", """{"table":"={{ $json.table }}"}""", """ "credentials":{"airtableApi":{"id":"1","name":"Air"}} """), Wire("Start", "Find"));

        var unmapped = file.Report.Placeholders.ShouldHaveSingleItem();
        (unmapped.Node, unmapped.Step, unmapped.Type).ShouldBe(("Find", "find", "n8n-nodes-base.airtable"));
        JsonDocument.Parse(JsonDocument.Parse(Config(file, "find")).RootElement.GetProperty("original").GetString()!)
            .RootElement.GetProperty("parameters").GetProperty("table").GetString().ShouldBe("={{ $json.table }}");
        file.Report.Credentials.ShouldHaveSingleItem().Secret.ShouldBeNull();
        GraphCheck.Of(Definition(file), Given.Language).Select(problem => (problem.Code, problem.Step)).ShouldBe([("placeholder", "find")]);
    }

    [Test]
    public void An_expression_that_cannot_be_said_here_stays_as_text_and_is_told()
    {
        var file = Import(Node("Odd", "n8n-nodes-base.set", """{"assignments":{"assignments":[{"name":"a","type":"string","value":"={{ $json.x.toUpperCase() }} and {{ $json.y }}"},{"name":"b","type":"string","value":"{{ plain }}"}]}}"""), Wire("Start", "Odd"));

        Config(file, "odd").ShouldBe("""{"set":{"a":"{% raw %}={{ $json.x.toUpperCase() }} and {{ $json.y }}{% endraw %}","b":"{% raw %}{{ plain }}{% endraw %}"}}""");
        file.Report.Warnings.ShouldHaveSingleItem().Message.ShouldContain("$json.x.toUpperCase()");
        GraphCheck.Of(Definition(file), Given.Language).ShouldBeEmpty();
    }

    [TestCase("$json.a", "trigger.a")]
    [TestCase("$json['a b'][0].c", "trigger[\"a b\"][0].c")]
    [TestCase("$node[\"Start\"].json.a", "trigger.a")]
    [TestCase("$node.Start.json.a", "trigger.a")]
    [TestCase("$('Start').item.json.a?.b", "trigger.a.b")]
    [TestCase("$('Start').first().json.a", "trigger.a")]
    [TestCase("$input.item.json.a", "trigger.a")]
    [TestCase("$now", "now")]
    [TestCase("$json.a.length()", null)]
    [TestCase("$json.a + 1", null)]
    [TestCase("$('Nowhere').item.json.a", null)]
    [TestCase("$env.HOME", null)]
    public void References_are_told_in_the_words_of_this_language(string expression, string? reference)
    {
        var value = JsonSerializer.Serialize($"={{{{ {expression} }}}}");
        var file = Import(Node("Odd", "n8n-nodes-base.set", $$"""{"assignments":{"assignments":[{"name":"a","type":"string","value": {{value}} }]} }"""), Wire("Start", "Odd"));

        var set = JsonDocument.Parse(Config(file, "odd")).RootElement.GetProperty("set").GetProperty("a").GetString()!;
        if (reference is null)
            set.ShouldStartWith("{% raw %}");
        else
            set.ShouldBe($"{{{{ {reference} }}}}");
        file.Report.Warnings.Count.ShouldBe(reference is null ? 1 : 0);
    }

    [Test]
    public void A_loop_over_batches_becomes_a_loop_over_items()
    {
        var file = Import(
            Node("Loop", "n8n-nodes-base.splitInBatches", "{}", " \"typeVersion\":3 ") + "," + Node("Each", "n8n-nodes-base.set", """{"values":{"string":[{"name":"id","value":"={{ $json.id }}"}]}}""") + "," + Node("After", "n8n-nodes-base.noOp"),
            """ "Start":{"main":[[{"node":"Loop"}]]},"Loop":{"main":[[{"node":"After"}],[{"node":"Each"}]]},"Each":{"main":[[{"node":"Loop"}]]} """);

        Config(file, "loop").ShouldBe("""{"items":"{{ trigger.items }}","body":"each"}""");
        Config(file, "each").ShouldBe("""{"set":{"id":"{{ item.id }}"}}""");
        Definition(file).Find("loop")!.Next.ShouldBe([KeyValuePair.Create("default", (string?)"after")]);
        GraphCheck.Of(Definition(file), Given.Language).ShouldBeEmpty();
    }

    [Test]
    public void Several_wires_behind_one_output_become_branches()
    {
        var file = Import(Node("A", "n8n-nodes-base.noOp") + "," + Node("B", "n8n-nodes-base.noOp"), """ "Start":{"main":[[{"node":"A"},{"node":"B"}]]} """);

        Definition(file).Entry.ShouldBe("start");
        Config(file, "start").ShouldBe("""{"branches":["a","b"]}""");
        GraphCheck.Of(Definition(file), Given.Language).ShouldBeEmpty();
    }

    [Test]
    public void A_ring_of_wires_is_kept_and_blocks_publishing()
    {
        var file = Import(
            Node("A", "n8n-nodes-base.set", """{"values":{"string":[{"name":"x","value":"={{ $json.q }}"}]},"options":{}}""") + "," + Node("B", "n8n-nodes-base.noOp"),
            """ "Start":{"main":[[{"node":"A"}]]},"A":{"main":[[{"node":"B"}]]},"B":{"main":[[{"node":"A"}]]} """);

        GraphCheck.Of(Definition(file), Given.Language).Select(problem => problem.Code).ShouldContain("cycle");
    }

    [Test]
    public void Two_nodes_of_one_name_are_told()
    {
        var file = Import(Node("A", "n8n-nodes-base.noOp") + "," + Node("A", "n8n-nodes-base.noOp"), Wire("Start", "A"));

        Definition(file).Steps.Select(step => step.Key).ShouldBe(["a", "a_2"]);
        file.Report.Warnings.ShouldContain(warning => warning.Message.Contains("this name"));
    }

    [Test]
    public void A_start_that_there_is_not_here_is_told_and_the_draft_starts_by_hand()
    {
        var file = Import("""{"name":"x","nodes":[{"name":"T","type":"n8n-nodes-base.gmailTrigger","parameters":{}},{"name":"A","type":"n8n-nodes-base.noOp"}],"connections":{"T":{"main":[[{"node":"A"}]]}}}""");

        Definition(file).Triggers.ShouldHaveSingleItem().Type.ShouldBe("manual");
        file.Report.Warnings.ShouldHaveSingleItem().Node.ShouldBe("T");
    }

    [Test]
    public void A_webhook_starts_by_a_call_to_a_new_address()
    {
        var file = Import("""{"name":"x","nodes":[{"name":"T","type":"n8n-nodes-base.webhook","parameters":{"path":"a"}},{"name":"A","type":"n8n-nodes-base.noOp"}],"connections":{"T":{"main":[[{"node":"A"}]]}}}""");

        Definition(file).Triggers.ShouldHaveSingleItem().Json.GetRawText().ShouldBe("""{"type":"webhook","verify":"none"}""");
        file.Report.Warnings.ShouldHaveSingleItem().Message.ShouldContain("new address");
    }

    [TestCase("", "empty")]
    [TestCase("  ", "empty")]
    [TestCase("{", "malformed")]
    [TestCase("nothing", "malformed")]
    [TestCase("{} and more", "trailing_text")]
    [TestCase("""{"nodes":[]}{"nodes":[]}""", "trailing_text")]
    [TestCase("7", "not_n8n")]
    [TestCase("null", "not_n8n")]
    [TestCase("{}", "not_n8n")]
    [TestCase("""{"nodes":{}}""", "not_n8n")]
    [TestCase("[]", "too_many")]
    [TestCase("[{},{}]", "too_many")]
    [TestCase("""{"nodes":[],"nodes":[]}""", "malformed")]
    [TestCase("""{"nodes":["\ud800"]}""", "malformed")]
    [TestCase("""{"nodes":["\u0000"]}""", "malformed")]
    public void What_is_no_workflow_is_refused_with_the_reason(string text, string code) => Import(text).Refusal!.Code.ShouldBe(code);

    [Test]
    public void What_is_too_large_or_too_deep_is_refused_with_the_reason()
    {
        Import($$"""{"nodes":[],"x":"{{new string('x', 6_000_000)}}"}""").Refusal!.Code.ShouldBe("too_large");
        Import(string.Concat(Enumerable.Repeat("[", 100_000))).Refusal!.Code.ShouldBe("malformed");
        Import($$"""{"nodes":[],"x":{{new string('[', 40)}}{{new string(']', 40)}}}""").Refusal!.Code.ShouldBe("malformed");
        Import($$"""{"nodes":[{{string.Join(',', Enumerable.Repeat("{}", 501))}}]}""").Refusal!.Code.ShouldBe("too_many_steps");
    }

    [Test]
    public void A_file_may_be_wrapped_or_begin_with_a_mark()
    {
        Import($"[{Orders}]").Refusal.ShouldBeNull();
        Import($$"""{"workflow":{{Orders}}}""").Refusal.ShouldBeNull();
        Import("\uFEFF" + Orders).Refusal.ShouldBeNull();
    }
}
