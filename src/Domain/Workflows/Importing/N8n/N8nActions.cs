using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>Nodes that run programs, answer, write or call.</summary>
internal static partial class N8nActions
{
    // What n8n calls the data, around a program that reads and returns them in its shape.
    private const string Before = """
        const $json = input;
        const items = [{ json: input }];
        const $input = { item: items[0], first: () => items[0], last: () => items[0], all: () => items };
        const item = items[0];
        const console = { log() {}, info() {}, warn() {}, error() {} };
        const result = (() => {

        """;

    private const string After = """

        })();
        const one = Array.isArray(result) && result.length === 1 ? result[0] : result;
        return one && one.json ? one.json : Array.isArray(one) ? one.map(part => part && part.json ? part.json : part) : one;
        """;

    public static N8nStep Code(N8nContext context)
    {
        if (context.Parameter("language").Text("javaScript") != "javaScript")
            throw new UnmappableException("It is written in another language than JavaScript.");
        var code = context.Parameter("jsCode").Text(context.Parameter("functionCode").Text());
        if (code.Length == 0)
            throw new UnmappableException("It has no program.");
        if (Outside().Match(code) is { Success: true, Value: var reached })
            throw new UnmappableException($"Its program reaches “{reached}”, which there is not here.");
        if (context.Data.Before(context.Node.Name, []) is not { } input)
            throw new UnmappableException("What it reads is not one thing that is known here.");
        context.Warn("Its program gets one item; check that it returns what later steps read.");
        return new N8nStep("code", new JsonObject { ["input"] = $"{{{{ {input} }}}}", ["code"] = Before + code + After });
    }

    public static N8nStep Respond(N8nContext context)
    {
        var with = context.Parameter("respondWith").Text("firstIncomingItem");
        var config = new JsonObject { ["status"] = (int)context.Parameter("options", "responseCode").Number(200) };
        if (with is "json" or "text")
            config["body"] = Body(context, context.Parameter("responseBody").Text());
        else if (with is "firstIncomingItem" or "allIncomingItems" && context.Data.Before(context.Node.Name, []) is { } data)
            config["body"] = $"{{{{ {data} }}}}";
        else if (with != "noData")
            throw new UnmappableException("What it answers cannot be said here.");
        return new N8nStep("respond", config);
    }

    public static N8nStep Mail(N8nContext context)
    {
        var text = context.Parameter("text").IsThere() ? context.Text("text") : context.Parameter("message").IsThere() ? context.Text("message") : "";
        if (text.Length == 0)
        {
            text = context.Text("html");
            context.Warn("Its text was HTML; mails are plain text here, so write it anew.");
        }

        return new N8nStep("sendEmail", new JsonObject { ["to"] = context.Text("toEmail"), ["subject"] = context.Text("subject"), ["body"] = text });
    }

    public static N8nStep Slack(N8nContext context)
    {
        if (context.Parameter("resource").Text("message") != "message" || context.Parameter("operation").Text("post") != "post")
            throw new UnmappableException("Only posting a message to Slack is known here.");
        context.Warn("It writes to the channel of an incoming webhook, whose address belongs into the secret.");
        return new N8nStep("sendSlackMessage", new JsonObject
        {
            ["webhook"] = $"{{{{ secrets.{context.Secret() ?? "slack_webhook"} }}}}",
            ["text"] = context.Text("text"),
        });
    }

    internal static JsonNode? Body(N8nContext context, string text) =>
        N8nValues.Parse(text) is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } json
            ? context.Expressions.Value(json, context.Node.Name)
            : context.Expressions.Text(text, context.Node.Name);

    [GeneratedRegex(@"\$node\b|\$items\b|\$\(|\$env\b|\$workflow\b|\$execution\b|\$getWorkflowStaticData|\brequire\s*\(|\bawait\b|\bfetch\s*\(|\bthis\.helpers|\$http\b|\$now\b|\$jmespath|\bDateTime\b|\bimport\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Outside();
}
