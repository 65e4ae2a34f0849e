using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Domain.Attachments;
using Financbase.Domain.Imports;
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
        [typeof(ImportForm)] = Table,
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

    private static Dictionary<string, IOpenApiSchema> Table() => new()
    {
        ["file"] = Part("A CSV file with headings, at most 5 MB and 20,000 rows.", mediaType: "text/csv"),
        ["kind"] = Part("What the rows are.", words: [.. QueryWord.All<ImportKind>()]),
        ["columns"] = Part("Headings, or places such as `#2`, by field; what it leaves out is found by the usual headings.", mediaType: "application/json"),
        ["update"] = Part("With `true`, what is here already and says something else is changed; otherwise such a row is a fault.", words: ["true", "false"]),
        ["skipFaulty"] = Part("With `true`, rows with faults are left out; otherwise one of them keeps everything out.", words: ["true", "false"]),
        ["decimalSeparator"] = Part("What parts the decimals; found out without it.", words: [".", ","]),
        ["dateFormat"] = Part("How days are written, such as `dd.MM.yyyy`; found out without it."),
        ["day"] = Part("As of which day open documents move in."),
        ["quiet"] = Part("With `true`, customers are not reminded of these open invoices.", words: ["true", "false"]),
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
