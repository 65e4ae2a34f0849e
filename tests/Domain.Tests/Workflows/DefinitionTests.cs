using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Tests.Workflows;

public sealed class DefinitionTests
{
    private const string Full = """
        {"name":"Large payment review","description":"Asks first.",
         "trigger":{"type":"event","event":"bank_transaction.created","filter":{"field":"trigger.amount.value","op":"lt","value":-1000.00}},
         "steps":[
          {"key":"big","type":"condition","name":"More?","config":{"all":[{"field":"trigger.amount.value","op":"lt","value":-5000}]},"next":{"true":"tell","false":null}},
          {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"https://example.com/hook","headers":{"X-Kind":"large"},"body":{"z":1,"a":"{{ trigger.amount.value }}"}},
           "retry":{"attempts":5,"backoff":"exponential","delay":"PT1S","maxDelay":"PT5M"},"timeout":"PT15S","next":{"default":"rest","error":null}},
          {"key":"rest","type":"delay","config":{"duration":"P2D"},"optionalReferences":["big"]}]}
        """;

    [Test]
    public void The_canonical_text_reads_back_to_itself()
    {
        var text = Given.Definition(Full).ToJson();

        Given.Definition(text).ToJson().ShouldBe(text);
        text.ShouldContain("\"triggers\":[");
        text.ShouldContain("\"value\":-1000.00");
        text.ShouldContain("{\"z\":1,\"a\":\"{{ trigger.amount.value }}\"}", Case.Sensitive, "member order is the author's");
    }

    [Test]
    public void One_trigger_is_shorthand_for_a_list_of_one()
    {
        var trigger = Given.Definition(Full).Triggers.ShouldHaveSingleItem().Compiled.ShouldBeOfType<EventTrigger>();
        trigger.EventName.ShouldBe("bank_transaction.created");
        Given.Definition("""{"name":"Two","triggers":[{"type":"manual"},{"type":"event","event":"invoice.paid"}],"steps":[]}""").Triggers.Count.ShouldBe(2);
    }

    [Test]
    public void The_first_step_is_the_entry_unless_another_is_named()
    {
        var definition = Given.Definition(Full);
        definition.EntryStep!.Key.ShouldBe("big");
        (definition with { Entry = "rest" }).EntryStep!.Key.ShouldBe("rest");
    }

    [TestCase("", "", "malformed")]
    [TestCase("[]", "", "wrong_type")]
    [TestCase("""{"name":"x","name":"y"}""", "", "malformed", Description = "a repeated member is ambiguous")]
    [TestCase("""{"steps":[]}""", "name", "required")]
    [TestCase("""{"name":""}""", "name", "required")]
    [TestCase("""{"name":5}""", "name", "wrong_type")]
    [TestCase("""{"name":"x","colour":"red"}""", "colour", "unknown_member")]
    [TestCase("""{"name":"x","trigger":{"type":"manual"},"triggers":[]}""", "trigger", "not_allowed")]
    [TestCase("""{"name":"x","trigger":{"type":"moon","phase":"full"}}""", "trigger.type", "unknown_trigger_type")]
    [TestCase("""{"name":"x","trigger":{"type":"schedule"}}""", "trigger.cron", "required")]
    [TestCase("""{"name":"x","trigger":{"type":"schedule","cron":"61 * * * *"}}""", "trigger.cron", "not_allowed")]
    [TestCase("""{"name":"x","triggers":[{"type":"schedule","cron":"0 * * * *","timeZone":"Mars"}]}""", "triggers[0].timeZone", "not_allowed")]
    [TestCase("""{"name":"x","trigger":{"type":"schedule","cron":"0 * * * *","misfire":"twice"}}""", "trigger.misfire", "not_allowed")]
    [TestCase("""{"name":"x","trigger":{"type":"event"}}""", "trigger.event", "required")]
    [TestCase("""{"name":"x","trigger":{"type":"manual","event":"a"}}""", "trigger.event", "unknown_member")]
    [TestCase("""{"name":"x","triggers":[{"type":"event","event":"e","filter":{"field":"trigger.a","op":"is","value":1}}]}""", "triggers[0].filter.op", "unknown_operator")]
    [TestCase("""{"name":"x","steps":{}}""", "steps", "wrong_type")]
    [TestCase("""{"name":"x","steps":["a"]}""", "steps[0]", "wrong_type")]
    public void Says_where_a_definition_is_malformed(string json, string path, string code) =>
        Problems(json).ShouldContain(problem => problem.Path == path && problem.Code == code);

    [TestCase("""{"type":"delay","config":{"duration":"PT1S"}}""", "key", "required")]
    [TestCase("""{"key":"1st","type":"delay","config":{"duration":"PT1S"}}""", "key", "not_allowed")]
    [TestCase("""{"key":"a","type":"teleport"}""", "type", "unknown_step_type")]
    [TestCase("""{"key":"a","type":"delay"}""", "config.duration", "required")]
    [TestCase("""{"key":"a","type":"delay","config":[]}""", "config", "wrong_type")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"P1M"}}""", "config.duration", "not_allowed")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"P2000D"}}""", "config.duration", "not_allowed")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S","unit":"s"}}""", "config.unit", "unknown_member")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S"},"next":{"true":null}}""", "next.true", "unknown_port")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S"},"next":{"default":7}}""", "next.default", "wrong_type")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S"},"retry":{"attempts":0}}""", "retry.attempts", "not_allowed")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S"},"retry":{"backoff":"random"}}""", "retry.backoff", "not_allowed")]
    [TestCase("""{"key":"a","type":"delay","config":{"duration":"PT1S"},"timeout":"soon"}""", "timeout", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test"},"timeout":"PT5M1S"}""", "timeout", "not_allowed")]
    [TestCase("""{"key":"a","type":"condition","config":{}}""", "config", "required")]
    [TestCase("""{"key":"a","type":"condition","config":{"all":[]}}""", "config.all", "required")]
    [TestCase("""{"key":"a","type":"condition","config":{"all":[],"any":[]}}""", "config", "not_allowed")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"equals","value":1}}""", "config.op", "unknown_operator")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"eq"}}""", "config.value", "required")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"exists","value":1}}""", "config.value", "unknown_member")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger..a","op":"exists"}}""", "config.field", "reference_invalid")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"vault.a","op":"exists"}}""", "config.field", "reference_invalid")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"in","value":"x"}}""", "config.value", "wrong_type")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"gt","value":true}}""", "config.value", "wrong_type")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"before","value":"soon"}}""", "config.value", "wrong_type")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"matches","value":"("}}""", "config.value", "not_allowed")]
    [TestCase("""{"key":"a","type":"condition","config":{"field":"trigger.a","op":"matches","value":"(a)\\1"}}""", "config.value", "not_allowed")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{}}}""", "config.set", "required")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":[{"y":"{{ trigger.a"}]}}}""", "config.set.x[0].y", "template_invalid")]
    [TestCase("""{"key":"a","type":"transform","config":{"set":{"x":"{{ banana.a }}"}}}""", "config.set.x", "template_invalid")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{}}""", "config.url", "required")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"ftp://a.test"}}""", "config.url", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"/relative"}}""", "config.url", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://user:pass@a.test"}}""", "config.url", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test","method":"TRACE"}}""", "config.method", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test","body":{}}}""", "config.body", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test","headers":{"Host":"b.test"}}}""", "config.headers.Host", "not_allowed")]
    [TestCase("""{"key":"a","type":"httpRequest","config":{"url":"https://a.test","headers":{"Idempotency-Key":"1"}}}""", "config.headers.Idempotency-Key", "not_allowed")]
    public void Says_where_a_step_is_malformed(string step, string path, string code) =>
        Problems($$"""{"name":"x","steps":[{{step}}]}""").ShouldContain(problem => problem.Path == "steps[0]." + path && problem.Code == code);

    [TestCase("""{"name":"\ud800"}""")]
    [TestCase("""{"name":"a\u0000"}""")]
    [TestCase("""{"name":"x","steps":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public void Refuses_what_could_not_be_kept(string json) => Problems(json).ShouldHaveSingleItem().Code.ShouldBe("malformed");

    [Test]
    public void Every_mistake_is_listed_at_once_with_step_and_outcome()
    {
        var problems = Problems("""
            {"name":"x","trigger":{"type":"carrier pigeon"},"steps":[
              {"key":"a","type":"delay","config":{},"next":{"later":"b"}},
              {"key":"a","type":"condition","config":{"field":"x","op":"~"}}]}
            """);

        problems.Select(problem => problem.Code).ShouldBe(
            ["unknown_trigger_type", "required", "unknown_port", "unknown_operator", "duplicate_key"]);
        problems[2].ShouldBe(new DefinitionProblem("steps[0].next.later", "a", "later", "unknown_port", problems[2].Message));
    }

    [Test]
    public void Hostile_sizes_are_refused_early()
    {
        Problems("{\"name\":\"" + new string('x', Financbase.Domain.Workflows.Limits.PayloadBytes) + "\"}").ShouldHaveSingleItem().Code.ShouldBe("too_large");
        Problems(new string('[', 10_000)).ShouldHaveSingleItem().Code.ShouldBe("malformed");
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 12)) + """{"field":"trigger.a","op":"exists"}""" + new string('}', 12);
        Problems($$$"""{"name":"x","steps":[{"key":"a","type":"condition","config":{{{deep}}}}]}""").ShouldContain(problem => problem.Code == "too_deep");
        var many = string.Join(',', Enumerable.Range(0, 501).Select(index => $$$"""{"key":"s{{{index}}}","type":"delay","config":{"duration":"PT1S"}}"""));
        Problems($$"""{"name":"x","steps":[{{many}}]}""").ShouldHaveSingleItem().Code.ShouldBe("too_many");
        var noise = string.Join(',', Enumerable.Range(0, 5_000).Select(index => $"\"m{index}\":1"));
        Problems($$"""{"name":"x",{{noise}}}""").Count.ShouldBeLessThanOrEqualTo(ParsedDefinition.MostProblems);
    }

    private static IReadOnlyList<DefinitionProblem> Problems(string json)
    {
        var parsed = WorkflowDefinition.Parse(json, Given.Language);
        parsed.Definition.ShouldBeNull();
        return parsed.Problems;
    }
}
