using System.Text;
using System.Text.Json.Nodes;
using Financbase.Domain.Workflows.Definitions;
using static Financbase.Domain.Tests.Workflows.Importing.N8nFiles;

namespace Financbase.Domain.Tests.Workflows.Importing;

/// <summary>Whatever is done to a file, it becomes a draft or is refused with a reason.</summary>
public sealed class N8nFuzzTests
{
    private const int Files = 1_500;

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "1e400", "99999999999", "\"\"", "\"=\"", "\"={{\"", "\"={{ $json }}\"", "\"={{ $('Start').item.json[\\\"x\\\"] }}\"",
        "\"{% endraw %}{{ x }}\"", "\"={{ $json.a }}{% if\"", "[]", "[[],null,7,[{}]]", "{}", "{\"\":{}}", "{\"main\":[null,{},[[]],[{\"node\":\"Start\"},{\"node\":\"Large?\"}]]}", "\"\\u200b\"",
    ];

    private static readonly string[] Kinds =
    [
        "set", "if", "filter", "switch", "merge", "splitOut", "noOp", "wait", "splitInBatches", "httpRequest", "respondToWebhook", "code", "function", "emailSend", "slack",
        "executeWorkflow", "cron", "scheduleTrigger", "webhook", "interval",
    ];

    [Test]
    public void A_file_with_something_odd_anywhere_is_a_draft_or_refused()
    {
        var random = new Random(20261127);
        var drafts = 0;
        for (var round = 0; round < Files; round++)
        {
            var file = JsonNode.Parse(Orders)!;
            for (var change = random.Next(1, 5); change > 0; change--)
                Change(file, random);
            drafts += Survives(file.ToJsonString()) ? 1 : 0;
        }

        drafts.ShouldBeGreaterThan(Files / 2);
    }

    [Test]
    public void A_file_with_damaged_text_is_a_draft_or_refused()
    {
        var random = new Random(7);
        for (var round = 0; round < Files; round++)
        {
            var text = new StringBuilder(Orders);
            for (var change = random.Next(1, 4); change > 0; change--)
                Damage(text, random);
            Survives(text.ToString());
        }
    }

    private static bool Survives(string text)
    {
        var imported = Should.NotThrow(() => Import(text), text);
        if (imported.Json is null)
        {
            imported.Refusal!.Message.ShouldNotBeNullOrWhiteSpace();
            return false;
        }

        var parsed = WorkflowDefinition.Parse(imported.Json, Given.Language);
        parsed.Problems.ShouldBeEmpty(text);
        Should.NotThrow(() => GraphCheck.Of(parsed.Definition!, Given.Language), text);
        return true;
    }

    private static void Change(JsonNode file, Random random)
    {
        var places = Places(file).ToList();
        var place = places[random.Next(places.Count)];
        if (random.Next(4) == 0 && file["nodes"] is JsonArray { Count: > 0 } nodes && nodes[random.Next(nodes.Count)] is JsonObject node)
            node["type"] = "n8n-nodes-base." + Kinds[random.Next(Kinds.Length)];
        else if (place.Parent is JsonObject owner)
            owner[place.GetPropertyName()] = JsonNode.Parse(Odd[random.Next(Odd.Length)]);
        else if (place.Parent is JsonArray list)
            list[place.GetElementIndex()] = random.Next(3) == 0 ? list[random.Next(list.Count)]?.DeepClone() : JsonNode.Parse(Odd[random.Next(Odd.Length)]);
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject json => json.Where(member => member.Value is not null).SelectMany(member => Places(member.Value!).Prepend(member.Value!)),
        JsonArray list => list.OfType<JsonNode>().SelectMany(item => Places(item).Prepend(item)),
        _ => [],
    };

    private static void Damage(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(4))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
                break;
            case 1:
                text.Insert(at, "{}[]\",:\\=".AsSpan(random.Next(9), 1));
                break;
            case 2:
                text.Insert(at, text.ToString(at, Math.Min(30, text.Length - at)));
                break;
            default:
                text[at] = (char)random.Next(1, 0x3000);
                break;
        }

        if (text.Length == 0)
            text.Append(' ');
    }
}
