using System.Diagnostics;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Workflows.Templates;

namespace Financbase.Infrastructure.Tests.Workflows.Templates;

public sealed class LiquidTemplatesTests
{
    private static readonly LiquidTemplates Templates = new();

    [TestCase("{{ trigger.count }}", "3")]
    [TestCase("  {{ trigger.count | plus: 1 }}  ", "4")]
    [TestCase("{{ trigger.amount.value | times: 2 }}", "246.90")]
    [TestCase("{{ trigger.precise }}", "0.10")]
    [TestCase("{{ trigger.yes }}", "true")]
    [TestCase("{{ trigger.none }}", "null")]
    [TestCase("{{ trigger.missing.deeper }}", "null")]
    [TestCase("{{ trigger.amount }}", """{"value":"123.45","currency":"EUR"}""")]
    [TestCase("{{ trigger.list }}", """[1,{"z":2},"three"]""")]
    [TestCase("{{ trigger.list | first }}", "1")]
    [TestCase("{{ trigger.people | map: \"name\" }}", """["Ada","Bob"]""")]
    [TestCase("{{ trigger.people | where: \"name\", \"Bob\" }}", """[{"name":"Bob"}]""")]
    [TestCase("{{ \"1\" }}", "\"1\"")]
    public void A_lone_expression_keeps_its_type(string template, string json) => Render(template).GetRawText().ShouldBe(json);

    [TestCase("{{ trigger.count }} left", "3 left")]
    [TestCase("{{ trigger.precise }} EUR", "0.1 EUR")]
    [TestCase("Paid {{ trigger.amount.value }} {{ trigger.amount.currency | downcase }}", "Paid 123.45 eur")]
    [TestCase("[{{ trigger.none }}{{ trigger.missing }}]", "[]")]
    [TestCase("{{ trigger.amount }}!", """{"value":"123.45","currency":"EUR"}!""")]
    [TestCase("{{ trigger.people | json }}.", """[{"name":"Ada"},{"name":"Bob"}].""")]
    [TestCase("{{ trigger[\"odd name\"] }}.", "odd.")]
    [TestCase("{{ trigger.$event.id }}.", "evt-1.")]
    [TestCase("{{ steps.fetch.output.items[0].id }}/{{ steps.fetch.error.code }}", "i-9/e.x")]
    [TestCase("{{ steps.unknown.output }}.", ".")]
    [TestCase("{{ organization.slug }} {{ now | date: \"%Y-%m-%d\" }}", "demo 2026-03-01")]
    [TestCase("{% if trigger.amount.value > 100 %}big{% else %}small{% endif %}", "big")]
    [TestCase("{% if trigger.amount.value > 1000 %}big{% else %}small{% endif %}", "small")]
    [TestCase("{% if trigger.amount.value == 123.450 %}same{% endif %}", "same")]
    [TestCase("{% if trigger.amount.value < \"1000.00\" %}less{% endif %}", "less")]
    [TestCase("{% if trigger.amount.currency == \"EUR\" and trigger.amount.value != \"123.450\" %}text{% endif %}", "text")]
    [TestCase("{% for p in trigger.people %}{{ forloop.index }}{{ p.name }} {% endfor %}", "1Ada 2Bob ")]
    [TestCase("{% assign x = trigger.count | plus: 1 %}{{ x }}{{ x }}", "44")]
    [TestCase("{{ trigger.people | map: \"name\" | join: \", \" }}.", "Ada, Bob.")]
    [TestCase("{{ \"a-b-c\" | replace: \"-\", \"+\" }}.", "a+b+c.")]
    [TestCase("{{ \"<b>\" }} {{ \"<b>\" | escape }}", "<b> &lt;b&gt;")]
    [TestCase("{ \"json\": [[{{ trigger.count }}]] }", "{ \"json\": [[3]] }")]
    public void Text_around_an_expression_makes_a_string(string template, string text) => Render(template).GetString().ShouldBe(text);

    [TestCase("{{ trigger.id | nope }}!", "“nope” is not a filter.")]
    [TestCase("{{ trigger.id | format_number: \"N999999999\" }}", "“format_number” is not a filter.")]
    [TestCase("{% if trigger.id | nope %}{% endif %}", null)]
    [TestCase("{{ trigger.id", null)]
    [TestCase("{% if trigger.id %}", null)]
    [TestCase("{% unknown %}", null)]
    [TestCase("{% include \"/etc/passwd\" %}", null)]
    [TestCase("{% render \"x\" %}", null)]
    [TestCase("{% capture x %}{% endcapture %}", null)]
    [TestCase("{% for i in (1..2000000000) %}{% endfor %}", "Ranges such as (1..10) are not supported.")]
    [TestCase("{{ (1..2000000000) | size }}", "Ranges such as (1..10) are not supported.")]
    public void A_mistake_is_told_when_compiling(string template, string? sentence)
    {
        Templates.TryCompile(template, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeEmpty();
        problem.ShouldNotContain("\n");
        if (sentence is not null)
        {
            problem.ShouldBe(sentence);
        }
    }

    [TestCase("{{ trigger.a | append: steps.fetch.output.b[0] }}", "steps.fetch.output.b[0], trigger.a")]
    [TestCase("{% if trigger.a == steps.x.error.code %}{{ organization.slug }}{% endif %}", "organization.slug, steps.x.error.code, trigger.a")]
    [TestCase("{% for p in trigger.people %}{{ p.name }}{{ forloop.index }}{% endfor %}", "trigger.people")]
    [TestCase("{% assign x = trigger.a %}{{ x.y }} {{ trigger[\"odd name\"].z }}", "trigger.a, trigger[\"odd name\"].z")]
    [TestCase("{{ trigger.rows[trigger.index].id }}!", "trigger.index, trigger.rows")]
    [TestCase("{{ trigger.$event.type | upcase }}", "trigger[\"$event\"].type")]
    [TestCase("{{ invoice.id }}!", "invoice.id")]
    [TestCase("no template", "")]
    public void What_a_template_reads_is_told_when_compiling(string template, string paths)
    {
        Templates.TryCompile(template, out var compiled, out var problem).ShouldBeTrue(problem);
        string.Join(", ", compiled.References).ShouldBe(paths);
    }

    [TestCase("{{ 1 | divided_by: 0 }}")]
    [TestCase("{{ 79228162514264337593543950335 | times: 10 }}")]
    [TestCase("{{ trigger.count | base64_decode }}!")]
    public void A_failed_calculation_is_a_clear_error(string template) =>
        Should.Throw<DomainException>(() => Render(template)).Error.Code.ShouldBe("workflows.template_failed");

    [TestCaseSource(nameof(Bombs))]
    public void A_template_that_multiplies_is_stopped_early(string template)
    {
        Templates.TryCompile(template, out var compiled, out var problem).ShouldBeTrue(problem);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        Should.Throw<DomainException>(() => compiled.Render(Scope())).Error.Code.ShouldBe("workflows.template_failed");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
    }

    [TestCaseSource(nameof(TooDeep))]
    public void A_template_too_deep_for_the_parser_is_refused(string template) =>
        Templates.TryCompile(template, out _, out _).ShouldBeFalse();

    private static IEnumerable<string> Bombs() =>
    [
        "{% assign x = \"0123456789\" %}" + Repeat("{% assign x = x | append: x %}", 40) + "{{ x }}",
        "{% assign x = trigger.list %}" + Repeat("{% assign x = x | concat: x %}", 40) + "{{ x | size }}",
        "{% assign x = \"aaaaaaaaaa\" %}" + Repeat("{% assign x = x | replace: \"a\", x %}", 10) + "{{ x }}",
        "{% assign x = trigger.text | split: \"\" %}{{ x | join: trigger.text }}",
        Repeat("{% for a in trigger.many %}", 4) + "x" + Repeat("{% endfor %}", 4),
        "{% assign x = trigger.many %}" + Repeat("{% assign x = x | concat: x %}", 8) + "{{ x | json }}",
        "{{ \"now\" | date: \"%900000000d\" }}",
        "{{ now | date: \"%_^900000000Y\" }}!",
        "{% assign f = \"%99d\" %}" + Repeat("{% assign f = f | append: f %}", 12) + "{{ now | date: f }}!",
    ];

    private static IEnumerable<string> TooDeep() =>
    [
        "{{ " + Repeat("a[", 30_000) + "1" + Repeat("]", 30_000) + " }}",
        "{{ a" + Repeat("|upcase", 14_000) + " }}",
        Repeat("{%if 1%}", 5_000) + Repeat("{%endif%}", 5_000),
        "{% if a" + Repeat(" or a", 15_000) + " %}{% endif %}",
        new string('x', 100_001),
    ];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static JsonElement Render(string template)
    {
        Templates.TryCompile(template, out var compiled, out var problem).ShouldBeTrue(problem);
        return compiled.Render(Scope());
    }

    private static Scope Scope() => new(
        new TriggerInput(
            JsonElement.Parse($$"""
                {"count":3,"precise":0.10,"yes":true,"none":null,"odd name":"odd","amount":{"value":"123.45","currency":"EUR"},
                 "list":[1,{"z":2},"three"],"people":[{"name":"Ada"},{"name":"Bob"}],"text":"{{new string('x', 20_000)}}",
                 "many":[{{string.Join(',', Enumerable.Range(0, 300).Select(_ => $$"""{"pad":"{{new string('y', 100)}}"}"""))}}]}
                """),
            JsonElement.Parse("""{"id":"evt-1"}""")),
        JsonElement.Parse("""{"slug":"demo"}"""),
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        new Results());

    private sealed class Results : IStepResults
    {
        public RecordedResult? Find(string key) => key == "fetch"
            ? new RecordedResult(JsonElement.Parse("""{"items":[{"id":"i-9"}]}"""), JsonElement.Parse("""{"code":"e.x"}"""))
            : null;
    }
}
