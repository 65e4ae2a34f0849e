using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>A form as a definition in the contract's JSON. It checks nothing: the definition's own reader does.</summary>
public static class DraftWriter
{
    internal static readonly string[] Settings = ["timeout", "concurrency"];

    public static string Write(DraftForm form)
    {
        var draft = new JsonObject { ["name"] = (form.Name ?? "").Trim() };
        if (!string.IsNullOrWhiteSpace(form.Description))
        {
            draft["description"] = form.Description.Trim();
        }

        var renamed = form.Steps.Where(step => step.Was is not null && step.Was != step.Key)
            .ToDictionary(step => step.Was!, step => step.Key, StringComparer.Ordinal);
        draft["triggers"] = new JsonArray([.. form.Triggers.Select(part => Part(part, KindForms.Trigger(part.Type), renamed))]);
        draft["steps"] = new JsonArray([.. form.Steps.Select(step => Step(step, renamed))]);
        if (!string.IsNullOrEmpty(form.Entry))
        {
            draft["entry"] = renamed.GetValueOrDefault(form.Entry) ?? form.Entry;
        }

        var settings = Kept(form.Settings);
        foreach (var name in Settings.Where(settings.ContainsKey))
        {
            draft[name] = settings[name]?.DeepClone();
        }

        return draft.ToJsonString(JsonSerializerOptions.Web);
    }

    /// <summary>The configuration of one step, as it stands.</summary>
    public static JsonElement ConfigOf(StepForm form) =>
        Part(form, KindForms.Step(form.Type), [])["config"] is { } config ? JsonSerializer.SerializeToElement(config) : default;

    private static JsonObject Step(StepForm form, Dictionary<string, string?> renamed)
    {
        var kind = KindForms.Step(form.Type);
        var step = Part(form, kind, renamed);
        step["key"] = (form.Key ?? "").Trim();
        Set(step, "name", string.IsNullOrWhiteSpace(form.Name) ? null : JsonValue.Create(form.Name.Trim()));
        var next = new JsonObject();
        foreach (var (port, target) in form.Next.Where(wire => !string.IsNullOrEmpty(wire.Value)))
        {
            next[port] = renamed.GetValueOrDefault(target!) ?? target;
        }

        Set(step, "next", next.Count > 0 ? next : null);
        Follow(step, renamed);
        return step;
    }

    // What the form does not show names other steps, too.
    private static void Follow(JsonObject step, Dictionary<string, string?> renamed)
    {
        if (step["undo"] is JsonValue undo && undo.TryGetValue<string>(out var key) && renamed.TryGetValue(key, out var now))
        {
            step["undo"] = now;
        }

        if (step["optionalReferences"] is JsonArray optional)
        {
            step["optionalReferences"] = new JsonArray([.. optional.Select(name =>
                name is JsonValue value && value.TryGetValue<string>(out var was) && renamed.TryGetValue(was, out var key) ? JsonValue.Create(key) : name?.DeepClone())]);
        }
    }

    private static JsonObject Part(PartForm form, KindForm kind, Dictionary<string, string?> renamed)
    {
        var part = Kept(form.Json);
        part["type"] = form.Type;
        foreach (var field in kind.Fields)
        {
            Set(part, field.Path, field.Control == FieldControl.Condition
                ? ConditionText.Write(form.Conditions.GetValueOrDefault(field.Path) ?? new ConditionForm())
                : Value(field, form.Fields.GetValueOrDefault(field.Path), renamed));
        }

        return part;
    }

    private static JsonNode? Value(FieldForm field, string? text, Dictionary<string, string?> renamed) => string.IsNullOrWhiteSpace(text) ? null : field.Control switch
    {
        FieldControl.Lines => ValueText.WriteLines(text),
        FieldControl.Duration => JsonValue.Create(DurationText.ToIso(text)),
        FieldControl.Value or FieldControl.Flag or FieldControl.Number => ValueText.Write(text),
        FieldControl.Code => JsonValue.Create(text.ReplaceLineEndings("\n")),
        FieldControl.StepKey => JsonValue.Create(renamed.GetValueOrDefault(text) ?? text),
        FieldControl.StepKeys => new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(key => JsonValue.Create(renamed.GetValueOrDefault(key) ?? key))]),
        FieldControl.Paragraphs => JsonValue.Create(text.ReplaceLineEndings("\n").Trim()),
        _ => JsonValue.Create(text.Trim()),
    };

    // An empty object that a removed member leaves behind goes too, except for the configuration itself.
    private static void Set(JsonObject part, string path, JsonNode? value)
    {
        var names = path.Split('.');
        if (names is [var outer, var inner])
        {
            var holder = part[outer] as JsonObject ?? [];
            Set(holder, inner, value);
            if (holder.Count == 0 && outer != "config")
            {
                part.Remove(outer);
            }
            else if (holder.Parent is null)
            {
                part[outer] = holder;
            }
        }
        else if (value is null)
        {
            part.Remove(path);
        }
        else
        {
            part[path] = value;
        }
    }

    private static JsonObject Kept(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // A hidden field that somebody tampered with keeps nothing.
            return [];
        }
    }
}
