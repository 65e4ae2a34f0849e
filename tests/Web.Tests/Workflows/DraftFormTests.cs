using System.Text.Json.Nodes;
using Financbase.Web.Pages.Workflows.Form;

namespace Financbase.Web.Tests.Workflows;

public sealed class DraftFormTests
{
    private const string Definition = """
        {"name":"Large payment","description":"Tells the bridge.",
         "triggers":[{"type":"event","event":"bank_transaction.created","filter":{"all":[
            {"field":"trigger.amount.value","op":"lt","value":-1000},{"field":"trigger.status","op":"in","value":["unreviewed","posted"]}]}},
          {"type":"manual"},{"type":"webhook","verify":{"scheme":"token","header":"X-Key","secret":"key"},"dedupe":"x-id"},
          {"type":"webhook","verify":"none"}],
         "entry":"big","timeout":"P1D","concurrency":{"most":2,"key":"{{ trigger.id }}","whenFull":"skip"},
         "steps":[
          {"key":"tell","type":"httpRequest","name":"Tell","config":{"method":"POST","url":"https://sink.example/{{ trigger.id }}",
            "headers":{"X-Kind":"bank","X-Number":"5"},"query":{"kept":"yes"},"body":{"amount":"{{ trigger.amount.value }}","n":1.50}},
            "retry":{"attempts":5,"backoff":"exponential","delay":"PT1S","maxDelay":"PT5M"},"timeout":"PT15S","optionalReferences":["wait"]},
          {"key":"big","type":"condition","config":{"any":[{"field":"a","op":"exists"},{"not":{"field":"b","op":"isEmpty"}}]},
            "next":{"true":"wait","false":"tell"}},
          {"key":"wait","type":"delay","config":{"duration":"P1DT2H"},"next":{"default":"set"}},
          {"key":"set","type":"transform","config":{"set":{"text":"a: b","number":5,"list":[1,2],"quoted":"5"}},"next":{"default":"tell"}}]}
        """;

    [Test]
    public void Reading_and_writing_again_loses_nothing()
    {
        var written = DraftWriter.Write(DraftReader.Read(Definition, 3));

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(Definition)).ShouldBeTrue(written);
    }

    [Test]
    public void Shows_values_as_people_write_them()
    {
        var form = DraftReader.Read(Definition, 3);

        form.Steps[0].Fields["config.headers"].ShouldBe("X-Kind: bank\nX-Number: \"5\"");
        form.Steps[0].Fields["timeout"].ShouldBe("15 s");
        form.Steps[2].Fields["config.duration"].ShouldBe("1 d 2 h");
        form.Steps[3].Fields["config.set"].ShouldBe("text: a: b\nnumber: 5\nlist: [1,2]\nquoted: \"5\"");
        form.Triggers[0].Conditions["filter"].Rules.Select(rule => rule.Value).ShouldBe(["-1000", "unreviewed, posted"]);
        form.Steps[1].Conditions["config"].Json.ShouldNotBeNull();
    }

    [Test]
    public void A_renamed_step_takes_its_wires_along()
    {
        var form = DraftReader.Read(Definition, 3);
        form.Steps[0].Key = "notify";
        form.Steps[1].Key = "large";

        var draft = JsonNode.Parse(DraftWriter.Write(form))!;

        ((string?)draft["entry"]).ShouldBe("large");
        ((string?)draft["steps"]![1]!["next"]!["false"]).ShouldBe("notify");
        ((string?)draft["steps"]![3]!["next"]!["default"]).ShouldBe("notify");
    }

    [Test]
    public void A_renamed_step_is_followed_by_what_the_form_does_not_show()
    {
        var form = DraftReader.Read("""
            {"name":"Charge","triggers":[{"type":"manual"}],"steps":[
             {"key":"charge","type":"delay","config":{"duration":"PT1S"},"undo":"refund"},
             {"key":"refund","type":"delay","config":{"duration":"PT1S"},"optionalReferences":["charge","other"]}]}
            """, 1);
        form.Steps[0].Key = "take";
        form.Steps[1].Key = "giveBack";

        var steps = JsonNode.Parse(DraftWriter.Write(form))!["steps"]!;

        ((string?)steps[0]!["undo"]).ShouldBe("giveBack");
        steps[1]!["optionalReferences"]!.ToJsonString().ShouldBe("""["take","other"]""");
    }

    [Test]
    public void An_emptied_field_is_left_out()
    {
        var form = DraftReader.Read(Definition, 3);
        form.Steps[0].Fields["config.headers"] = " ";
        form.Steps[0].Fields["timeout"] = "";
        form.Triggers[0].Conditions["filter"].Rules.ForEach(rule => rule.Field = rule.Value = "");

        var draft = JsonNode.Parse(DraftWriter.Write(form))!;

        draft["steps"]![0]!["config"]!.AsObject().ContainsKey("headers").ShouldBeFalse();
        draft["steps"]![0]!.AsObject().ContainsKey("timeout").ShouldBeFalse();
        draft["triggers"]![0]!.AsObject().ContainsKey("filter").ShouldBeFalse();
    }

    [Test]
    public void A_hidden_part_that_was_tampered_with_does_no_harm()
    {
        var form = DraftReader.Read(Definition, 3);
        form.Steps[2].Json = "{broken";

        Should.NotThrow(() => DraftWriter.Write(form)).ShouldContain("\"duration\":\"P1DT2H\"");
    }

    [TestCase("steps[0].config.url", "Steps[0].Fields[config.url]")]
    [TestCase("steps[0].config.headers.X-Kind", "Steps[0].Fields[config.headers]")]
    [TestCase("steps[1].config.any[1].value", "Steps[1].Conditions[config]")]
    [TestCase("steps[1].next.true", "Steps[1].Next[true]")]
    [TestCase("steps[0].key", "Steps[0].key")]
    [TestCase("steps[0].retry.attempts", "Steps[0].Fields[retry.attempts]")]
    [TestCase("steps[0].type", "Steps[0]")]
    [TestCase("triggers[0].event", "Triggers[0].Fields[event]")]
    [TestCase("triggers[0].filter.all[0].op", "Triggers[0].Conditions[filter]")]
    [TestCase("steps[9].key", "")]
    [TestCase("name", "name")]
    [TestCase("", "")]
    public void A_problem_stands_at_its_field(string path, string place) =>
        ProblemPlaces.Of(DraftReader.Read(Definition, 3), path).ShouldBe(place);
}
