using System.Text.Json;
using Financbase.Domain.Workflows.Versions;

namespace Financbase.Domain.Tests.Workflows.Versions;

public sealed class DefinitionDiffTests
{
    private const string Before = """
        {"name":"Review","triggers":[{"type":"manual"}],"steps":[
          {"key":"a","type":"transform","name":"First","config":{"set":{"x":1,"a b":"y","list":[1,{"n":2},3]}},"next":{"default":"b"}},
          {"key":"b","type":"delay","config":{"duration":"P1D"}},
          {"key":"c","type":"join","config":{}}]}
        """;

    [Test]
    public void The_same_definition_has_no_differences_whatever_the_order_of_members_and_the_writing_of_numbers()
    {
        var other = Before.Replace("\"x\":1,\"a b\":\"y\"", "\"a b\":\"y\",\"x\":1.0", StringComparison.Ordinal);

        var diff = Diff(Before, other);

        diff.IsNothing.ShouldBeTrue();
        diff.IsCut.ShouldBeFalse();
    }

    [Test]
    public void A_changed_step_tells_the_path_of_each_value_that_changed()
    {
        var diff = Diff(Before, Before
            .Replace("\"x\":1", "\"x\":{\"deep\":1}", StringComparison.Ordinal)
            .Replace("\"a b\":\"y\"", "\"c\":null", StringComparison.Ordinal)
            .Replace("[1,{\"n\":2},3]", "[1,{\"n\":4}]", StringComparison.Ordinal)
            .Replace("\"default\":\"b\"", "\"default\":\"c\"", StringComparison.Ordinal));

        diff.Settings.ShouldBeEmpty();
        var step = diff.Steps.ShouldHaveSingleItem();
        (step.Key, step.Change, step.Type, step.Name).ShouldBe(("a", ChangeKind.Changed, "transform", "First"));
        step.Values.Select(change => (change.Path, change.Change, Raw(change.Before), Raw(change.After))).ShouldBe([
            ("config.set.x", ChangeKind.Changed, "1", """{"deep":1}"""),
            ("config.set.c", ChangeKind.Added, "", "null"),
            ("config.set.list[1].n", ChangeKind.Changed, "2", "4"),
            ("config.set.list[2]", ChangeKind.Removed, "3", ""),
            ("config.set[\"a b\"]", ChangeKind.Removed, "\"y\"", ""),
            ("next.default", ChangeKind.Changed, "\"b\"", "\"c\""),
        ], ignoreOrder: true);
    }

    [Test]
    public void Steps_are_told_as_added_and_removed_by_their_keys_and_moving_one_changes_nothing()
    {
        var diff = Diff(Before, """
            {"name":"Review","triggers":[{"type":"manual"}],"steps":[
              {"key":"a","type":"transform","name":"First","config":{"set":{"x":1,"a b":"y","list":[1,{"n":2},3]}},"next":{"default":"b"}},
              {"key":"c","type":"join","config":{}},
              {"key":"new","type":"stop","config":{}}]}
            """);

        diff.Steps.Select(step => (step.Key, step.Change, step.Type)).ShouldBe([("new", ChangeKind.Added, "stop"), ("b", ChangeKind.Removed, "delay")]);
    }

    [Test]
    public void Settings_and_where_it_begins_are_told_apart_from_the_steps()
    {
        var other = Before.Replace("\"Review\"", "\"Check\"", StringComparison.Ordinal).Replace("\"triggers\":[", "\"timeout\":\"PT1H\",\"triggers\":[{\"type\":\"webhook\"},", StringComparison.Ordinal)
            .Replace("\"steps\"", "\"entry\":\"b\",\"steps\"", StringComparison.Ordinal);

        var diff = Diff(Before, other);

        diff.Steps.ShouldBeEmpty();
        diff.Settings.Select(change => change.Path).ShouldBe(["name", "timeout", "triggers[0].type", "triggers[1]", "entry"], ignoreOrder: true);
        Diff(Before, Before.Replace("\"steps\"", "\"entry\":\"a\",\"steps\"", StringComparison.Ordinal)).IsNothing.ShouldBeTrue("The first step is where it begins.");
    }

    [Test]
    public void There_is_a_bound_to_what_is_told()
    {
        string Many(int value) => $$"""{"name":"Many","triggers":[],"steps":[{"key":"a","type":"transform","config":{"set":{ {{string.Join(',', Enumerable.Range(0, DefinitionDiff.MostChanges + 1).Select(number => $"\"v{number}\":{value}"))}} } } } ]}""";

        var diff = Diff(Many(1), Many(2));

        diff.IsCut.ShouldBeTrue();
        diff.Steps.ShouldHaveSingleItem().Values.Count.ShouldBe(DefinitionDiff.MostChanges);
    }

    private static DefinitionDiff Diff(string before, string after) => DefinitionDiff.Of(JsonElement.Parse(before), JsonElement.Parse(after));

    private static string Raw(JsonElement? value) => value?.GetRawText() ?? "";
}
