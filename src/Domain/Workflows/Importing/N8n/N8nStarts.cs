using System.Globalization;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>What starts the workflow, as far as the language has it.</summary>
internal static class N8nStarts
{
    /// <summary>The trigger, or null with a warning that says why not.</summary>
    public static JsonObject? Map(N8nNode node, string timeZone, WorkflowLanguage language, Action<string> warn)
    {
        foreach (var candidate in Candidates(node, timeZone))
        {
            if (!N8nCheck.IsTrigger(candidate, language))
                continue;
            if (node.Kind == "webhook")
                warn("It is called at a new address, which the workflow shows, and nobody who knows that has to sign in.");
            return candidate;
        }

        warn($"A workflow cannot start on “{node.Kind}” here in this way; choose another start.");
        return null;
    }

    private static IEnumerable<JsonObject> Candidates(N8nNode node, string timeZone) => node.Kind switch
    {
        "manualTrigger" or "start" or "executeWorkflowTrigger" => [new JsonObject { ["type"] = "manual" }],
        "webhook" => [new JsonObject { ["type"] = "webhook", ["verify"] = "none" }],
        "cron" or "scheduleTrigger" or "interval" => Crons(node).Take(1).Select(cron =>
            new JsonObject { ["type"] = "schedule", ["cron"] = cron, ["timeZone"] = timeZone }),
        _ => [],
    };

    private static IEnumerable<string> Crons(N8nNode node) => node.Kind switch
    {
        "interval" => [Every(node.Parameters.At("interval").Number(1), node.Parameters.At("unit").Text("seconds"))],
        "cron" => node.Parameters.At("triggerTimes", "item").Items().Select(item => Old(item)),
        _ => node.Parameters.At("rule", "interval").Items().Select(rule => New(rule)),
    };

    private static string Old(System.Text.Json.JsonElement item)
    {
        var (minute, hour) = (Whole(item.At("minute").Number(0)), Whole(item.At("hour").Number(14)));
        return item.At("mode").Text("everyDay") switch
        {
            "custom" => Five(item.At("cronExpression").Text()),
            "everyMinute" => "* * * * *",
            "everyHour" => $"{minute} * * * *",
            "everyX" => Every(item.At("value").Number(1), item.At("unit").Text("hours")),
            "everyWeek" => $"{minute} {hour} * * {item.At("weekday").Text("1")}",
            "everyMonth" => $"{minute} {hour} {item.At("dayOfMonth").Text("1")} * *",
            _ => $"{minute} {hour} * * *",
        };
    }

    private static string New(System.Text.Json.JsonElement rule)
    {
        var (minute, hour) = (Whole(rule.At("triggerAtMinute").Number(0)), Whole(rule.At("triggerAtHour").Number(0)));
        return rule.At("field").Text("days") switch
        {
            "cronExpression" => Five(rule.At("expression").Text()),
            "seconds" => Every(rule.At("secondsInterval").Number(30), "seconds"),
            "minutes" => Every(rule.At("minutesInterval").Number(5), "minutes"),
            "hours" => rule.At("hoursInterval").Number(1) is 1 ? $"{minute} * * * *" : $"{minute} */{Whole(rule.At("hoursInterval").Number(1))} * * *",
            "weeks" => $"{minute} {hour} * * {string.Join(',', rule.At("triggerAtDay").Items().Select(day => day.Text("0")).DefaultIfEmpty("0"))}",
            "months" => $"{minute} {hour} {Whole(rule.At("triggerAtDayOfMonth").Number(1))} */{Whole(rule.At("monthsInterval").Number(1))} *",
            _ => rule.At("daysInterval").Number(1) is 1 ? $"{minute} {hour} * * *" : $"{minute} {hour} */{Whole(rule.At("daysInterval").Number(1))} * *",
        };
    }

    // A minute is the shortest time between two starts.
    private static string Every(double value, string unit) => unit switch
    {
        "hours" => $"0 */{Whole(value)} * * *",
        "minutes" => $"*/{Whole(value)} * * * *",
        _ => "* * * * *",
    };

    // n8n counts seconds first where there are six fields.
    private static string Five(string cron) =>
        cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, .. { Length: 5 } five] ? string.Join(' ', five) : cron;

    private static string Whole(double value) => (value is > 0 and < 1000 ? (int)value : 0).ToString(CultureInfo.InvariantCulture);
}

/// <summary>Asks the language about a part by itself.</summary>
internal static class N8nCheck
{
    public static bool IsTrigger(JsonObject trigger, WorkflowLanguage language) =>
        WorkflowDefinition.Parse(new JsonObject { ["name"] = "x", ["trigger"] = trigger.DeepClone(), ["steps"] = new JsonArray() }.ToJsonString(), language)
            .Problems.Count == 0;

    /// <summary>What is wrong with a step, or null.</summary>
    public static string? Problem(JsonObject step, WorkflowLanguage language) =>
        WorkflowDefinition.Parse(new JsonObject { ["name"] = "x", ["steps"] = new JsonArray(step.DeepClone()) }.ToJsonString(), language)
            .Problems.Select(problem => problem.Message).FirstOrDefault();
}
