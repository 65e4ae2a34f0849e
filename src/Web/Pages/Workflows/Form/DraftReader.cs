using System.Text.Json.Nodes;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>A definition in the contract's JSON, as a form.</summary>
public static class DraftReader
{
    public static DraftForm Read(string json, int revision)
    {
        var draft = JsonNode.Parse(json)!.AsObject();
        return new DraftForm
        {
            Name = (string?)draft["name"],
            Description = (string?)draft["description"],
            Revision = revision,
            Entry = (string?)draft["entry"],
            Settings = new JsonObject(DraftWriter.Settings
                .Where(draft.ContainsKey)
                .Select(name => KeyValuePair.Create(name, draft[name]?.DeepClone()))).ToJsonString(),
            Triggers = [.. Parts(draft, "triggers").Select(part => Fill(new PartForm(), part, KindForms.Trigger))],
            Steps = [.. Parts(draft, "steps").Select(Step)],
        };
    }

    private static StepForm Step(JsonObject part)
    {
        var step = Fill(new StepForm(), part, KindForms.Step);
        step.Key = step.Was = (string?)part["key"];
        step.Name = (string?)part["name"];
        if (part["next"] is JsonObject next)
        {
            step.Next = next.ToDictionary(wire => wire.Key, wire => (string?)wire.Value);
        }

        return step;
    }

    private static TPart Fill<TPart>(TPart form, JsonObject part, Func<string, KindForm> kindOf) where TPart : PartForm
    {
        form.Type = (string?)part["type"] ?? "";
        form.Json = part.ToJsonString();
        foreach (var field in kindOf(form.Type).Fields)
        {
            var value = Find(part, field.Path);
            if (field.Control == FieldControl.Condition)
            {
                form.Conditions[field.Path] = ConditionText.Read(value);
            }
            else if (value is not null)
            {
                form.Fields[field.Path] = Text(field.Control, value);
            }
        }

        return form;
    }

    private static string Text(FieldControl control, JsonNode value) => (control, value) switch
    {
        (FieldControl.Lines, JsonObject members) => ValueText.ReadLines(members),
        (FieldControl.Duration, JsonValue text) when text.TryGetValue<string>(out var iso) => DurationText.FromIso(iso),
        (FieldControl.StepKeys, JsonArray keys) => string.Join(", ", keys.Select(key => ValueText.Read(key, inOneLine: true))),
        (FieldControl.Text or FieldControl.Paragraphs or FieldControl.Choice or FieldControl.Path or FieldControl.Code or FieldControl.StepKey, JsonValue text) when text.TryGetValue<string>(out var plain) => plain,
        _ => ValueText.Read(value),
    };

    private static JsonNode? Find(JsonObject part, string path) =>
        path.Split('.').Aggregate((JsonNode?)part, (node, name) => (node as JsonObject)?[name]);

    private static IEnumerable<JsonObject> Parts(JsonObject draft, string member) =>
        draft[member] is JsonArray list ? list.OfType<JsonObject>() : [];
}
