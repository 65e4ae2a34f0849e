using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Financbase.Web.Api.Description;

/// <summary>What holds for the API as a whole.</summary>
internal sealed class DocumentWords : IOpenApiDocumentTransformer
{
    public const string ApiKey = "apiKey";

    private const string About = """
        Everything is JSON in one envelope: `data` is what was asked for, `error.code` is stable, `error.details.fields` names
        what does not fit by its JSON path. Ids are UUIDs, times ISO 8601 in UTC, dates `YYYY-MM-DD`, money is
        `{"value":"123.45","currency":"EUR"}` with the value as text.

        A key belongs to one organization. What is another organization's is answered like what does not exist: 404.
        A parameter or member that is not known is refused, never ignored.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Financbase", Version = "v1", Description = About };
        document.Servers = [new OpenApiServer { Url = "/", Description = "Where this description comes from." }];
        document.AddComponent<IOpenApiSecurityScheme>(ApiKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key, made under Settings → API keys. Its scopes are permissions (`area:verb`); "
                + "the scope that a call takes stands in the call's security requirement and in `x-scopes`.",
        });
        document.Components!.Schemas![WorkflowSchema.Name] = WorkflowSchema.Make(document);
        foreach (var schema in document.Components.Schemas.Values)
        {
            AllowAnything(schema);
            RefuseNothing(schema);
        }

        foreach (var (name, header) in AnswerWords.SharedHeaders)
            document.AddComponent(name, header);
        document.Tags = document.Tags?.OrderBy(tag => tag.Name, StringComparer.Ordinal).ToHashSet();
        return Task.CompletedTask;
    }

    // Whoever may leave a shared schema's value out says “null or that”. The schema itself, first met at such a place, must not say so again: null would be both.
    private static void RefuseNothing(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Type: { } type } shared && type.HasFlag(JsonSchemaType.Null) && type != JsonSchemaType.Null)
            shared.Type = type & ~JsonSchemaType.Null;
    }

    // The framework writes “null or anything”, exactly one of the two, which null itself is not.
    private static void AllowAnything(IOpenApiSchema schema)
    {
        foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
        {
            if (member.OneOf?.Any(one => one is OpenApiSchemaReference { Reference.Id: nameof(JsonElement) }) == true)
                schema.Properties![name] = new OpenApiSchema { Description = member.Description ?? "Any JSON." };
        }
    }
}
