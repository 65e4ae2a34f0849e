using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Tests.Workflows;

public sealed class ScopePathTests
{
    private static readonly Scope Scope = Scope.OfTrigger(
        new TriggerInput(Given.Json("""{"a":{"b c":[10,{"x-y":true}]},"n":null}"""), Given.Json("""{"id":"e1"}""")),
        Given.Json("""{"slug":"acme"}"""),
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)));

    [TestCase("trigger.a[\"b c\"][0]", "10")]
    [TestCase("trigger.a['b c'][1].x-y", "true")]
    [TestCase("trigger.a['b c'].0", "10")]
    [TestCase("trigger.n", "null")]
    [TestCase("trigger.$event.id", "\"e1\"")]
    [TestCase("organization.slug", "\"acme\"")]
    [TestCase("now", "\"2026-01-02T02:04:05Z\"")]
    public void Finds(string text, string value)
    {
        ScopePath.TryParse(text, out var path, out var problem).ShouldBeTrue(problem);
        Scope.Find(path).GetRawText().ShouldBe(value);
    }

    [TestCase("trigger.zzz")]
    [TestCase("trigger.a.b.c")]
    [TestCase("trigger.a['b c'][7]")]
    [TestCase("trigger.n.x")]
    [TestCase("steps.a.output")]
    public void Finds_nothing_where_nothing_is(string text)
    {
        ScopePath.TryParse(text, out var path, out _).ShouldBeTrue();
        Scope.Find(path).ValueKind.ShouldBe(JsonValueKind.Undefined);
    }

    [TestCase("")]
    [TestCase("trigger.")]
    [TestCase(".trigger")]
    [TestCase("trigger[")]
    [TestCase("trigger[]")]
    [TestCase("trigger[-1]")]
    [TestCase("trigger a")]
    [TestCase("vault.key")]
    [TestCase("now.year")]
    [TestCase("steps.a")]
    [TestCase("steps.a.input")]
    public void Refuses(string text)
    {
        ScopePath.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeEmpty();
    }
}
