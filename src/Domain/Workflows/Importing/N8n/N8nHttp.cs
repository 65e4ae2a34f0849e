using System.Text.Json;
using System.Text.Json.Nodes;

namespace Financbase.Domain.Workflows.Importing;

/// <summary>The node “HTTP Request”, in its old and its new shape.</summary>
internal static class N8nHttp
{
    public static N8nStep Map(N8nContext context)
    {
        var method = context.Parameter("method").Text(context.Parameter("requestMethod").Text("GET")).ToUpperInvariant();
        var config = new JsonObject { ["method"] = method, ["url"] = context.Text("url") };
        if (Pairs(context, "queryParameters", "queryParametersUi") is { Count: > 0 } query)
            config["query"] = query;
        var headers = Pairs(context, "headerParameters", "headerParametersUi");
        if (context.Secret() is { } secret)
            headers["Authorization"] = Authorization(context, secret);
        if (headers.Count > 0)
            config["headers"] = headers;
        if (method is not ("GET" or "HEAD") && BodyOf(context) is { } body)
            config["body"] = body;
        return new N8nStep("httpRequest", config);
    }

    private static string Authorization(N8nContext context, string secret)
    {
        var kind = context.Node.Json.At("credentials").Members().First().Name;
        if (kind == "httpBasicAuth")
        {
            context.Warn($"The secret “{secret}” holds user:password.");
            return $"Basic {{{{ secrets.{secret} | base64_encode }}}}";
        }

        context.Warn($"It signs in by the header Authorization with the secret “{secret}”; check how the other side wants it.");
        return kind is "httpHeaderAuth" or "httpCustomAuth" ? $"{{{{ secrets.{secret} }}}}" : $"Bearer {{{{ secrets.{secret} }}}}";
    }

    private static JsonObject Pairs(N8nContext context, string newer, string older)
    {
        var pairs = new JsonObject();
        foreach (var pair in context.Parameter(newer, "parameters").Items().Concat(context.Parameter(older, "parameter").Items()))
        {
            if (pair.At("name").Text() is { Length: > 0 } name)
                pairs[name] = context.Expressions.Text(pair.At("value").Text(), context.Node.Name);
        }

        return pairs;
    }

    private static JsonNode? BodyOf(N8nContext context)
    {
        if (context.Parameter("contentType").Text("json") is "multipart-form-data" or "form-urlencoded" or "binaryData")
            throw new UnmappableException("It sends a form or a file.");
        foreach (var name in new[] { "jsonBody", "bodyParametersJson", "body" })
        {
            if (context.Parameter(name) is { ValueKind: JsonValueKind.String } text && text.GetString()!.Length > 0)
                return N8nActions.Body(context, text.GetString()!);
            if (context.Parameter(name).ValueKind == JsonValueKind.Object)
                return context.Value(name);
        }

        return Pairs(context, "bodyParameters", "bodyParametersUi") is { Count: > 0 } pairs ? pairs : null;
    }
}
