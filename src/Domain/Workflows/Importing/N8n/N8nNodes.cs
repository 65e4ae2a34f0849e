using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>Maps each node that is known here; the others become placeholders.</summary>
internal static class N8nNodes
{
    private static readonly FrozenDictionary<string, Func<N8nContext, N8nStep>> Known = new Dictionary<string, Func<N8nContext, N8nStep>>
    {
        ["set"] = N8nSet.Map,
        ["if"] = N8nLogic.If,
        ["filter"] = N8nLogic.If,
        ["switch"] = N8nLogic.Switch,
        ["merge"] = N8nLogic.Merge,
        ["splitOut"] = N8nLogic.SplitOut,
        ["noOp"] = _ => N8nStep.Nothing,
        ["stopAndError"] = N8nLogic.Stop,
        ["wait"] = N8nLogic.Wait,
        ["splitInBatches"] = N8nLogic.Loop,
        ["httpRequest"] = N8nHttp.Map,
        ["respondToWebhook"] = N8nActions.Respond,
        ["code"] = N8nActions.Code,
        ["function"] = N8nActions.Code,
        ["emailSend"] = N8nActions.Mail,
        ["slack"] = N8nActions.Slack,
        ["executeWorkflow"] = _ => throw new UnmappableException("Import the other workflow too, publish it, and name it in a step “Run a workflow”."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The step, or null with the reason.</summary>
    /// <param name="context">Of the node.</param>
    /// <param name="body">The key of the step with which its body begins, when it is a loop.</param>
    /// <param name="language">What a step may say.</param>
    /// <param name="reason">Why it is a placeholder.</param>
    public static N8nStep? Map(N8nContext context, string? body, WorkflowLanguage language, out string reason)
    {
        reason = $"There is no step like “{N8nExpressions.Shortened(context.Node.Kind)}” here.";
        if (context.Node.IsDisabled)
        {
            context.Warn("It was switched off, so it does nothing here.");
            return N8nStep.Nothing;
        }

        if (!Known.TryGetValue(context.Node.Kind, out var map))
            return null;
        try
        {
            var step = map(context);
            if (context.Node.IsLoop)
                step.Config["body"] = body ?? throw new UnmappableException("Nothing runs in this loop.");
            reason = N8nCheck.Problem(new JsonObject { ["key"] = "x", ["type"] = step.Type, ["config"] = step.Config.DeepClone() }, language) ?? "";
            return reason.Length == 0 ? step : null;
        }
        catch (UnmappableException why)
        {
            reason = why.Message;
            return null;
        }
    }

    public static N8nStep Placeholder(N8nNode node, string reason, int outputs)
    {
        var original = JsonSerializer.Serialize(node.Json);
        var config = new JsonObject { ["note"] = reason.Length <= PlaceholderKind.LongestNote ? reason : reason[..PlaceholderKind.LongestNote] };
        if (original.Length <= Limits.TextLength)
            config["original"] = original;
        return new N8nStep("placeholder", config, [.. Enumerable.Repeat<IReadOnlyList<string>>([Outcomes.Default], outputs)]);
    }

    public static JsonObject? Retry(N8nNode node) => node.Flag("retryOnFail")
        ? new JsonObject
        {
            ["attempts"] = Math.Clamp(node.Whole("maxTries", 3), 1, 20),
            ["backoff"] = "fixed",
            ["delay"] = IsoDuration.Format(TimeSpan.FromSeconds(Math.Clamp(node.Whole("waitBetweenTries", 1000), 0, 3_600_000) / 1000)),
        }
        : null;
}
