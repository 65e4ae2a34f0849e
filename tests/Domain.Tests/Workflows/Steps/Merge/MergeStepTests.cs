using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

public sealed class MergeStepTests
{
    private static readonly object Data = new
    {
        a = new object[] { new { id = 1, x = "a" }, new { id = 2, x = "b" }, new { id = 3 } },
        b = new object[] { new { id = 2.0, y = "p" }, new { id = 2, y = "q", x = "over" }, new { id = "1", y = "text" }, new { y = "none" } },
    };

    [TestCase("""{"sources":[[1],"{{ trigger.empty }}",[[2]]]}""", """{"items":[1,[2]],"count":2}""")]
    [TestCase("""{"sources":[{"a":1,"b":1},{"b":2,"c":3}],"mode":"combine"}""", """{"value":{"a":1,"b":2,"c":3}}""")]
    public void Lists_and_objects_become_one(string config, string output) =>
        Run("merge", config, new { empty = Array.Empty<int>() }).Output.GetRawText().ShouldBe(output);

    [TestCase("drop", """[{"id":2.0,"x":"b","y":"p"},{"id":2,"x":"over","y":"q"}]""")]
    [TestCase("keep", """[{"id":1,"x":"a"},{"id":2.0,"x":"b","y":"p"},{"id":2,"x":"over","y":"q"},{"id":3}]""")]
    public void Objects_of_the_same_key_are_joined(string unmatched, string items) => Run(
            "merge", $$$$"""{"sources":["{{ trigger.a }}","{{ trigger.b }}"],"mode":"join","key":"id","unmatched":"{{{{unmatched}}}}"}""", Given.Json(System.Text.Json.JsonSerializer.Serialize(Data).Replace("\"id\":2,\"y\":\"p\"", "\"id\":2.0,\"y\":\"p\"")))
        .Output.GetProperty("items").GetRawText().ShouldBe(items);

    [Test]
    public void A_join_cannot_multiply_without_end()
    {
        var many = Enumerable.Repeat(new { k = 1 }, 1_000).ToArray();

        Fails("merge", """{"sources":["{{ trigger.a }}","{{ trigger.a }}"],"mode":"join","key":"k"}""", new { a = many }).Code.ShouldBe("workflows.too_many_items");
    }

    [TestCase("""{"sources":["{{ trigger.none }}"]}""", "workflows.not_a_list")]
    [TestCase("""{"sources":[{"a":1}]}""", "workflows.not_a_list")]
    [TestCase("""{"sources":[[1]],"mode":"combine"}""", "workflows.not_an_object")]
    [TestCase("""{"sources":[[1],7],"mode":"join","key":"id"}""", "workflows.not_a_list")]
    public void What_does_not_fit_fails_the_step(string config, string code) => Fails("merge", config).Code.ShouldBe(code);

    [TestCase("""{"sources":"{{ trigger.a }}"}""", "steps[0].config.sources")]
    [TestCase("""{"sources":[]}""", "steps[0].config.sources")]
    [TestCase("""{"sources":[[],[],[]],"mode":"join","key":"id"}""", "steps[0].config.sources")]
    [TestCase("""{"sources":[[],[]],"mode":"join"}""", "steps[0].config.key")]
    [TestCase("""{"sources":[[]],"mode":"zip"}""", "steps[0].config.mode")]
    public void A_mistake_stands_at_its_place(string config, string place) => Problems("merge", config).ShouldBe([place]);
}
