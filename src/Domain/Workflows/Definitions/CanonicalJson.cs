using System.Text;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>Writes members in one order, leaves out what is absent, and keeps configurations as written.</summary>
internal static class CanonicalJson
{
    public static string Write(WorkflowDefinition definition) =>
        Encoding.UTF8.GetString(Json.Bytes(writer => Write(writer, definition)));

    private static void Write(Utf8JsonWriter writer, WorkflowDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("name", definition.Name);
        WriteText(writer, "description", definition.Description);
        writer.WriteStartArray("triggers");
        foreach (var trigger in definition.Triggers)
            Write(writer, trigger);
        writer.WriteEndArray();
        WriteText(writer, "timeout", definition.Timeout is { } timeout ? IsoDuration.Format(timeout) : null);
        if (definition.Concurrency is { } concurrency)
            Write(writer, concurrency);
        WriteText(writer, "entry", definition.Entry);
        writer.WriteStartArray("steps");
        foreach (var step in definition.Steps)
            Write(writer, step);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // What is read shows the address of a webhook trigger; what is written back has it too and means nothing by it.
    private static void Write(Utf8JsonWriter writer, TriggerDefinition trigger)
    {
        if (trigger.Compiled is not WebhookTrigger)
        {
            trigger.Json.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in trigger.Json.EnumerateObject().Where(member => member.Name != WebhookKind.Address))
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, StepDefinition step)
    {
        writer.WriteStartObject();
        writer.WriteString("key", step.Key);
        writer.WriteString("type", step.Kind.Type);
        WriteText(writer, "name", step.Name);
        writer.WritePropertyName("config");
        step.Config.WriteTo(writer);
        if (step.Next.Count > 0)
        {
            writer.WriteStartObject("next");
            foreach (var (port, key) in step.Next)
                writer.WriteString(port, key);
            writer.WriteEndObject();
        }

        if (step.Retry is { } retry)
            Write(writer, retry);
        WriteText(writer, "timeout", step.Timeout is { } timeout ? IsoDuration.Format(timeout) : null);
        WriteText(writer, "undo", step.Undo);
        if (step.OptionalReferences.Count > 0)
        {
            writer.WriteStartArray("optionalReferences");
            foreach (var key in step.OptionalReferences)
                writer.WriteStringValue(key);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ConcurrencyRule concurrency)
    {
        writer.WriteStartObject("concurrency");
        writer.WriteNumber("most", concurrency.Most);
        if (concurrency.KeyText is { ValueKind: not JsonValueKind.Undefined } key)
        {
            writer.WritePropertyName("key");
            key.WriteTo(writer);
        }

        writer.WriteString("whenFull", ConcurrencyRule.Name(concurrency.WhenFull));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RetryPolicy retry)
    {
        writer.WriteStartObject("retry");
        writer.WriteNumber("attempts", retry.Attempts);
        writer.WriteString("backoff", retry.Backoff == Backoff.Fixed ? "fixed" : "exponential");
        writer.WriteString("delay", IsoDuration.Format(retry.Delay));
        writer.WriteString("maxDelay", IsoDuration.Format(retry.MaxDelay));
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
