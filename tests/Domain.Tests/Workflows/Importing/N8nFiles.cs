using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Importing;

namespace Financbase.Domain.Tests.Workflows.Importing;

internal static class N8nFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Orders = """
        {"name":"Orders","nodes":[
          {"parameters":{"path":"orders","httpMethod":"POST"},"name":"Start","type":"n8n-nodes-base.manualTrigger","typeVersion":1,"position":[0,0]},
          {"parameters":{"assignments":{"assignments":[
             {"id":"1","name":"total","type":"number","value":"={{ $json.body.total }}"},
             {"id":"2","name":"customer.name","type":"string","value":"={{ $json.body.customer['full name'] }}"},
             {"id":"3","name":"kind","type":"string","value":"order"}]},"options":{}},"name":"Prepare","type":"n8n-nodes-base.set","typeVersion":3.4},
          {"parameters":{"conditions":{"options":{},"combinator":"and","conditions":[
             {"leftValue":"={{ $json.total }}","rightValue":1000,"operator":{"type":"number","operation":"gt"}}]}},"name":"Large?","type":"n8n-nodes-base.if","typeVersion":2},
          {"parameters":{"method":"POST","url":"https://shop.example/orders","sendBody":true,"specifyBody":"json",
             "jsonBody":"={ \"total\": \"{{ $json.total }}\", \"from\": \"{{ $('Prepare').item.json.customer.name }}\" }"},
           "name":"Tell them","type":"n8n-nodes-base.httpRequest","typeVersion":4.2,"retryOnFail":true,"maxTries":4,
           "credentials":{"httpHeaderAuth":{"id":"7","name":"Shop token"}}},
          {"parameters":{"amount":2,"unit":"minutes"},"name":"Pause","type":"n8n-nodes-base.wait","typeVersion":1.1},
          {"parameters":{},"name":"Done","type":"n8n-nodes-base.noOp","typeVersion":1},
          {"parameters":{"content":"Look here"},"name":"Note","type":"n8n-nodes-base.stickyNote","typeVersion":1}],
         "connections":{
          "Start":{"main":[[{"node":"Prepare","type":"main","index":0}]]},
          "Prepare":{"main":[[{"node":"Large?","type":"main","index":0}]]},
          "Large?":{"main":[[{"node":"Tell them","type":"main","index":0}],[{"node":"Pause","type":"main","index":0}]]},
          "Tell them":{"main":[[{"node":"Done","type":"main","index":0}]]},
          "Pause":{"main":[[{"node":"Done","type":"main","index":0}]]}},
         "settings":{"executionOrder":"v1"},"active":false}
        """;

    public static ImportedFile Import(string text) => N8nImport.Read(text, Given.Language);

    /// <summary>A file with a manual start and these.</summary>
    public static ImportedFile Import(string nodes, string connections) => Import(
        $$"""{"name":"Test","nodes":[{{Node("Start", "n8n-nodes-base.manualTrigger")}},{{nodes}}],"connections":{ {{connections}} } }""");

    public static string Node(string name, string type, string parameters = "{}", string more = "\"typeVersion\":1") =>
        $$"""{"name":"{{name}}","type":"{{type}}","parameters":{{parameters}},{{more}}}""";

    public static string Wire(string from, string to) => $$""" "{{from}}":{"main":[[{"node":"{{to}}","type":"main","index":0}]]} """;

    public static WorkflowDefinition Definition(ImportedFile file) => Given.Definition(file.Json!);

    public static string Config(ImportedFile file, string step) => JsonSerializer.Serialize(Definition(file).Find(step)!.Config, Plain);
}
