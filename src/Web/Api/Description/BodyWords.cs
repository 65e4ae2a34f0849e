using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Attachments;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>The body of a call: its example, and the parts of an upload.</summary>
internal static class BodyWords
{
    /// <summary>The parts of each kind of upload.</summary>
    public static IReadOnlyDictionary<Type, Func<Dictionary<string, IOpenApiSchema>>> Uploads { get; } = new Dictionary<Type, Func<Dictionary<string, IOpenApiSchema>>>
    {
        [typeof(StatementForm)] = Statement,
        [typeof(InvoiceForm)] = Invoice,
        [typeof(AttachmentForm)] = Attachment,
    };

    public static void Describe(OpenApiOperation operation, RouteEndpoint route, OpenApiDocument document)
    {
        if (RouteShapes.UploadOf(route.Metadata) is { } form)
            operation.RequestBody = Upload(Uploads[form]());
        else if (RouteShapes.BodyOf(route.Metadata) is { } type)
        {
            var body = (OpenApiRequestBody)operation.RequestBody!;
            var json = body.Content!["application/json"];
            if (type == typeof(JsonElement))
                json.Schema = new OpenApiSchemaReference(WorkflowSchema.Name, document);
            body.Description = "Read strictly: an unknown or repeated member is refused by name.";
            if (route.Metadata.GetMetadata<BodyExample>() is { } example)
                json.Example = JsonNode.Parse(example.Json);
        }
        else
            operation.RequestBody = null;
    }

    private static OpenApiRequestBody Upload(Dictionary<string, IOpenApiSchema> parts) => new()
    {
        Description = "The file; the other parts may stand in the address instead.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file" },
                    Properties = parts,
                },
            },
        },
    };

    private static Dictionary<string, IOpenApiSchema> Statement() => new()
    {
        ["file"] = Part("The file, as the bank gave it: CAMT.053, MT940, OFX, QIF or CSV.", mediaType: "application/octet-stream"),
        ["profile"] = Part("How to read a CSV file, as JSON.", mediaType: "application/json"),
        ["preview"] = Part("With `true` nothing is stored.", words: ["true", "false"]),
        ["automations"] = Part("Which lines start automations; `new`: those dated after the last import.", words: ["all", "new", "none"]),
    };

    private static Dictionary<string, IOpenApiSchema> Invoice() => new()
    {
        ["file"] = Part("An invoice of EN 16931 in UBL 2.1, at most 5 MB.", mediaType: "application/xml"),
        ["addCustomer"] = Part("With `true`, a customer that is not known is added.", words: ["true", "false"]),
    };

    private static Dictionary<string, IOpenApiSchema> Attachment() => new()
    {
        ["file"] = Part("PDF, PNG, JPEG, WebP, XML or text in UTF-8, at most 20 MB; its name ends as its content says.", mediaType: "application/octet-stream"),
        ["document"] = Part("Of what kind the document is.", words: [.. QueryWord.All<DocumentKind>()]),
        ["documentId"] = Part("Its id."),
    };

    private static OpenApiSchema Part(string description, string? mediaType = null, params string[] words) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = words.Length == 0 ? null : [.. words.Select(word => (JsonNode)word)],
        UnrecognizedKeywords = mediaType is null ? null : new Dictionary<string, JsonNode> { ["contentMediaType"] = mediaType },
    };
}
