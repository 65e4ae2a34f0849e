using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;
using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

/// <summary>What every kind owes to those who use it without knowing it.</summary>
[TestFixtureSource(nameof(Types))]
public sealed class StepKindTests(string type)
{
    private readonly StepKind _kind = StepKinds.BuiltIn.Find(type)!;

    [Test]
    public void Its_example_is_a_configuration() => WorkflowDefinition.Parse(Definition(_kind.Card.Example), Given.Language).Problems.ShouldBeEmpty();

    [Test]
    public void Its_example_has_the_outcomes_that_are_told() => Compiled(type, _kind.Card.Example).Ports
        .ShouldBe(_kind.OutcomesOf(Given.Json(_kind.Card.Example)), ignoreOrder: true);

    // Reading anything else, or not all, throws: see StepConfig.
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("7")]
    public void It_reads_what_its_schema_has_whatever_is_written(string config) =>
        Should.NotThrow(() => WorkflowDefinition.Parse(Definition(config), Given.Language));

    [Test]
    public void Whatever_stands_in_a_member_is_no_fault_of_ours()
    {
        foreach (var member in _kind.Schema.Members.Where(member => member.Name.Length > 0))
        {
            foreach (var odd in new[] { "null", "true", "-1", "1e400", "\"\"", "\"{{\"", "\"{{ item }}\"", "[]", "[[],null,7]", "{}", "{\"\":{}}", "[{}]" })
            {
                var config = $$"""{"{{member.Name}}":{{odd}}}""";
                Should.NotThrow(() => WorkflowDefinition.Parse(Definition(config), Given.Language), config);
                Should.NotThrow(() => _kind.OutcomesOf(Given.Json(config)), config);
            }
        }
    }

    [Test]
    public void A_member_that_the_schema_does_not_have_is_refused() => Found(type, _kind.Card.Example.Insert(1, "\"no such member\":1,"))
        .Select(problem => (problem.Code, problem.Path)).ShouldBe([("unknown_member", "steps[0].config.no such member")]);

    [Test]
    public void It_says_what_it_is()
    {
        _kind.Card.Title.ShouldNotBeNullOrWhiteSpace();
        _kind.Card.Summary.ShouldEndWith(".");
        _kind.Card.Outcomes.ShouldAllBe(outcome => outcome.When.EndsWith('.'));
        _kind.Schema.Members.ShouldAllBe(member => member.Label.Length > 0);
        _kind.Schema.Members.Select(member => member.Name).ShouldBeUnique();
    }

    [Test]
    public void Its_line_names_members_only() => System.Text.RegularExpressions.Regex.Matches(_kind.Card.Line, @"\{(.*?)\}")
        .Select(match => match.Groups[1].Value)
        .ShouldAllBe(name => _kind.Schema.Members.Any(member => member.Name == name));

    private static IEnumerable<string> Types() => StepKinds.BuiltIn.All.Select(kind => kind.Type);

    private string Definition(string config) =>
        $$"""{"name":"Test","trigger":{"type":"manual"},"steps":[{"key":"a","type":"{{type}}","config":{{config}}}]}""";
}
