using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>Nodes that decide, wait, loop or bring branches together.</summary>
internal static class N8nLogic
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> TrueAndFalse = [["true"], ["false"]];

    public static N8nStep If(N8nContext context) =>
        new("condition", N8nConditions.Of(context.Parameter("conditions"), context, context.Parameter("combineOperation").Text()), TrueAndFalse);

    public static N8nStep Merge(N8nContext context)
    {
        context.Warn("It brings the branches together; their data are not made into one: later steps read them by the steps' keys.");
        return N8nStep.Nothing;
    }

    public static N8nStep SplitOut(N8nContext context)
    {
        context.Warn("A step runs once, not once for each item: put a “for each” around what follows.");
        return N8nStep.Nothing;
    }

    public static N8nStep Stop(N8nContext context) => context.Parameter("errorType").Text("errorMessage") == "errorMessage"
        ? new("stop", new JsonObject { ["outcome"] = "failed", ["message"] = context.Text(context.Parameter("errorMessage").IsThere() ? "errorMessage" : "message") }, [])
        : throw new UnmappableException("It fails with an object; a step here fails with a message.");

    public static N8nStep Loop(N8nContext context)
    {
        if (context.Data.List(context.Node.Name) is not { } list)
            throw new UnmappableException("What it goes through is not one list that is known here.");
        context.Warn("It goes through the items one by one, not in batches; check the list.");
        // The step with which the body begins is filled in when wires are laid.
        return new N8nStep("forEach", new JsonObject { ["items"] = $"{{{{ {list} }}}}" }, context.Node.Version >= 3 ? [[Outcomes.Default], []] : [[], [Outcomes.Default]]);
    }

    public static N8nStep Switch(N8nContext context)
    {
        if (context.Parameter("mode").Text() == "expression")
            throw new UnmappableException("It chooses by an expression.");
        var rules = context.Parameter("rules", "values").Items().ToList();
        if (rules.Count == 0)
            return OldSwitch(context);
        var cases = new JsonArray();
        List<IReadOnlyList<string>> ports = [];
        foreach (var (index, rule) in rules.Index())
        {
            var name = $"case{index + 1}";
            cases.Add(new JsonObject { ["name"] = name, ["when"] = N8nConditions.Of(rule.At("conditions"), context) });
            ports.Add([name]);
        }

        if (context.Parameter("options", "fallbackOutput").Text() == "extra")
            ports.Add([Outcomes.Default]);
        return new N8nStep("switch", new JsonObject { ["cases"] = cases }, ports);
    }

    public static N8nStep Wait(N8nContext context)
    {
        var resume = context.Parameter("resume").Text("timeInterval");
        if (resume == "specificTime")
            return new N8nStep("waitUntil", new JsonObject { ["at"] = context.Value("dateTime") });
        if (resume != "timeInterval")
            throw new UnmappableException("It waits for a call or a form.");
        var isOld = context.Node.Version < 1.1;
        var amount = context.Parameter("amount").IsThere() ? context.Parameter("amount").Number(-1) : isOld ? 1 : 5;
        var unit = context.Parameter("unit").Text(isOld ? "hours" : "seconds");
        if (amount is < 0 or > 1_000_000 || amount != Math.Floor(amount))
            throw new UnmappableException("How long it waits is worked out.");
        var text = amount.ToString(CultureInfo.InvariantCulture);
        return new N8nStep("delay", new JsonObject
        {
            ["duration"] = unit switch { "seconds" => $"PT{text}S", "minutes" => $"PT{text}M", "hours" => $"PT{text}H", _ => $"P{text}D" },
        });
    }

    private static N8nStep OldSwitch(N8nContext context)
    {
        var type = context.Parameter("dataType").Text("number");
        var cases = new JsonArray();
        var ports = Enumerable.Range(0, 10).Select(_ => new List<string>()).ToList();
        foreach (var (index, rule) in context.Parameter("rules", "rules").Items().Index())
        {
            var name = $"case{index + 1}";
            var when = N8nConditions.Rule(context.Parameter("value1"), rule.At("operation").Text(type == "number" ? "smaller" : "equal"), type, rule.At("value2"), context);
            cases.Add(new JsonObject { ["name"] = name, ["when"] = when });
            Output(ports, rule.At("output"), index)?.Add(name);
        }

        if (cases.Count == 0)
            throw new UnmappableException("It has no rules.");
        Output(ports, context.Parameter("fallbackOutput"), -1)?.Add(Outcomes.Default);
        return new N8nStep("switch", new JsonObject { ["cases"] = cases }, ports);
    }

    private static List<string>? Output(List<List<string>> ports, JsonElement output, int otherwise) =>
        output.Number(otherwise) is >= 0 and < 10 and var index ? ports[(int)index] : null;
}
