using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Definitions;

internal static partial class StepParser
{
    private const int MaxAttempts = 20;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(100);

    public static (StepDefinition? Step, IReadOnlyList<DefinitionProblem> Problems) Parse(
        JsonElement json, string at, WorkflowLanguage language)
    {
        var key = json.TryGetMember("key", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var found = new ProblemList(key);
        var reader = new ConfigReader(json, at, found, language);
        if (reader.Text("key") is { Length: > 0 } written && !Key().IsMatch(written))
            reader.Problem("key", "not_allowed", "A key is a letter followed by up to 63 letters, digits, “-” or “_”.");
        var type = reader.Text("type", Limits.NameLength);
        var name = reader.OptionalText("name", Limits.NameLength);
        var kind = language.Steps.Find(type);
        if (kind is null && type.Length > 0)
            reader.Problem("type", "unknown_step_type", $"“{type}” is not a kind of step; use one of {DefinitionParser.Names(language.Steps.All.Select(known => known.Type))}.");
        var (config, compiled) = Config(reader, kind);
        var next = Next(reader, compiled);
        var retry = reader.Has("retry") ? Retry(reader.Object("retry")) : null;
        TimeSpan? timeout = reader.Has("timeout") ? reader.Duration("timeout", ShortestTimeout, Limits.LongestTimeout) : null;
        var optional = reader.Texts("optionalReferences", Limits.Steps);
        var undo = reader.OptionalText("undo", Limits.NameLength);
        reader.Skip("retry", "timeout", "config", "next");
        reader.RefuseTheRest();
        var step = kind is null || compiled is null || key is null
            ? null
            : new StepDefinition(key, kind, name, config, next, retry, timeout, optional, undo, compiled, found.References);
        return (step, found.Problems);
    }

    private static (JsonElement Config, CompiledStep? Compiled) Config(ConfigReader step, StepKind? kind)
    {
        if (kind is null)
            return default;
        var (json, _) = step.Has("config") ? step.Whole("config") : (Json.EmptyObject, "");
        var config = step.Has("config") ? step.Object("config") : step.Empty("config");
        return (json, StepConfig.Read(kind.Schema, config, kind.Compile));
    }

    private static List<KeyValuePair<string, string?>> Next(ConfigReader step, CompiledStep? compiled)
    {
        List<KeyValuePair<string, string?>> next = [];
        if (!step.Has("next"))
            return next;
        var wires = step.Object("next");
        foreach (var port in wires.Names)
        {
            if (compiled is not null && port != Outcomes.Error && !compiled.Ports.Contains(port))
                wires.Problem(port, "unknown_port", $"This step has no outcome “{port}”; it has {string.Join(", ", [.. compiled.Ports, Outcomes.Error])}.", port);
            next.Add(KeyValuePair.Create(port, wires.OptionalText(port)));
        }

        return next;
    }

    private static RetryPolicy Retry(ConfigReader retry)
    {
        var attempts = retry.Number("attempts", 1, MaxAttempts, otherwise: 3);
        var backoff = retry.Choice("backoff", ["exponential", "fixed"], otherwise: "exponential");
        var delay = retry.Has("delay") ? retry.Duration("delay", TimeSpan.Zero, Limits.LongestDelay) : TimeSpan.FromSeconds(1);
        var longest = retry.Has("maxDelay") ? retry.Duration("maxDelay", TimeSpan.Zero, Limits.LongestDelay) : TimeSpan.FromMinutes(5);
        retry.Skip("delay", "maxDelay");
        retry.RefuseTheRest();
        return new RetryPolicy(attempts, backoff == "fixed" ? Backoff.Fixed : Backoff.Exponential, delay, longest < delay ? delay : longest);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
