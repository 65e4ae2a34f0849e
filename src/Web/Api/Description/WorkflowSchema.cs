using System.Text.Json.Nodes;
using Financbase.Domain.Workflows;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Financbase.Web.Api.Description;

/// <summary>
/// The shape of a workflow's definition. What a kind of step or trigger takes is checked by that kind, and a refusal names
/// what it knows.
/// </summary>
internal static class WorkflowSchema
{
    public const string Name = "WorkflowDefinition";

    private const string Shape = """
        {
          "type": "object",
          "description": "A workflow as it is written. `trigger` is short for `triggers` with one; the first step is the entry unless `entry` names another.",
          "required": ["name", "steps"],
          "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": MOST },
            "description": { "type": ["string", "null"] },
            "trigger": TRIGGER,
            "triggers": { "type": "array", "minItems": 1, "maxItems": 10, "items": TRIGGER },
            "entry": { "type": ["string", "null"], "description": "The key of the first step to run." },
            "steps": { "type": "array", "minItems": 1, "items": STEP }
          },
          "additionalProperties": false
        }
        """;

    private const string Trigger = """
        {
          "type": "object",
          "description": "What starts it: `type` and the members of that kind.",
          "required": ["type"],
          "properties": { "type": { "type": "string", "examples": ["manual", "event", "schedule"] } },
          "additionalProperties": true
        }
        """;

    private const string Step = """
        {
          "type": "object",
          "required": ["key", "type"],
          "properties": {
            "key": { "type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,63}$" },
            "type": { "type": "string", "description": "The kind of step." },
            "name": { "type": ["string", "null"] },
            "config": { "type": "object", "description": "What the kind of step takes.", "additionalProperties": true },
            "next": {
              "type": "object",
              "description": "By outcome, the key of the step that follows; null ends the branch.",
              "additionalProperties": { "type": ["string", "null"] }
            },
            "retry": {
              "type": "object",
              "properties": {
                "attempts": { "type": "integer", "minimum": 1, "maximum": 20 },
                "backoff": { "type": "string", "enum": ["exponential", "fixed"] },
                "delay": { "type": "string", "description": "ISO 8601, such as `PT1S`." },
                "maxDelay": { "type": "string", "description": "ISO 8601." }
              },
              "additionalProperties": false
            },
            "timeout": { "type": "string", "description": "ISO 8601, such as `PT15S`." },
            "optionalReferences": { "type": "array", "items": { "type": "string" } }
          },
          "additionalProperties": false
        }
        """;

    public static IOpenApiSchema Make(OpenApiDocument document)
    {
        var json = Shape
            .Replace("TRIGGER", Trigger, StringComparison.Ordinal)
            .Replace("STEP", Step, StringComparison.Ordinal)
            .Replace("MOST", $"{Limits.NameLength}", StringComparison.Ordinal);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(JsonNode.Parse(json)!.ToJsonString()));
        return new OpenApiJsonReader().ReadFragment<OpenApiSchema>(stream, OpenApiSpecVersion.OpenApi3_1, document, out _)!;
    }
}
