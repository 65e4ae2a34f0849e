using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using When = Financbase.Domain.Workflows.Conditions.Condition;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>switch {cases: [{name, when}]}</c>: goes the way of the first case whose condition holds, else <c>default</c>. The
/// output is <c>{"case": name or null}</c>.
/// </summary>
public sealed class SwitchKind : StepKind
{
    private const int MostCases = 50;

    private static readonly string[] Taken = [Outcomes.Default, Outcomes.Error];

    private static readonly TextMember Name = new("name", "Outcome", 64);

    private static readonly ConditionMember Holds = new("when", "When");

    private static readonly ListMember<SwitchCase> Cases = new("cases", "Cases", MostCases, new StepSchema(Name, Holds), ReadCase)
    {
        Help = "In order; the first whose condition holds is taken. A name is the outcome that “next” wires.",
    };

    public override string Type => "switch";

    public override EffectClass Effect => EffectClass.Pure;

    public override StepCard Card { get; } = new()
    {
        Title = "Choose",
        Summary = "Goes the way of the first case that holds.",
        Category = StepCategory.Logic,
        Icon = "list-tree",
        Line = "{cases}",
        Outcomes = [new("<name>", "This case is the first that holds."), new(Outcomes.Default, "No case holds.")],
        Output = [new("case", "text", "The name of the case that was taken, or null.")],
        Example = """
            {"cases":[{"name":"large","when":{"field":"trigger.amount.value","op":"lt","value":-5000}},
                      {"name":"rent","when":{"field":"trigger.description","op":"contains","value":"rent"}}]}
            """,
    };

    public override StepSchema Schema { get; } = new(Cases);

    public override IReadOnlyList<string> OutcomesOf(JsonElement config) =>
        [.. NamesOf(config).Take(MostCases).Distinct(StringComparer.Ordinal), Outcomes.Default];

    public override CompiledStep Compile(StepConfig config)
    {
        var cases = config.Read(Cases);
        var seen = new HashSet<string>(Taken, StringComparer.Ordinal);
        foreach (var (at, name) in cases.Select(one => one.Name).Index())
        {
            if (!seen.Add(name))
                config.Problem(Cases, "not_allowed", Taken.Contains(name) ? $"“{name}” is an outcome already." : $"Two cases are called “{name}”.", $"[{at}].name", name);
        }

        return new SwitchStep(cases);
    }

    private static SwitchCase ReadCase(StepConfig config) => new(config.Read(Name), config.Read(Holds) ?? new When.Any([]));

    private static IEnumerable<string> NamesOf(JsonElement config) =>
        config.TryGetMember("cases", out var cases) && cases.ValueKind == JsonValueKind.Array
            ? cases.EnumerateArray()
                .Select(one => one.TryGetMember("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "")
                .Where(name => name.Length > 0 && !Taken.Contains(name))
            : [];
}

public sealed record SwitchCase(string Name, When When);

public sealed record SwitchStep(IReadOnlyList<SwitchCase> Cases) : PureStep
{
    private static readonly JsonElement NoCase = JsonElement.Parse("""{"case":null}""");

    public override IReadOnlyList<string> Ports { get; } = [.. Cases.Select(one => one.Name).Distinct(StringComparer.Ordinal), Outcomes.Default];

    public override StepResult Run(Scope scope) => Cases.FirstOrDefault(one => one.When.Holds(scope)) is { } taken
        ? StepResult.Succeed(Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("case", taken.Name);
            writer.WriteEndObject();
        }), taken.Name)
        : StepResult.Succeed(NoCase);
}
