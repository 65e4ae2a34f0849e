using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Application.Workflows;

namespace Financbase.Web.Pages.Workflows;

/// <summary>A workflow's draft as the definition that the API takes and an export holds.</summary>
public static class DraftJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(WorkflowDetail workflow)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("name", workflow.Name);
            if (workflow.Description is not null)
            {
                writer.WriteString("description", workflow.Description);
            }

            writer.WritePropertyName("triggers");
            workflow.Triggers.WriteTo(writer);
            if (workflow.Entry is not null)
            {
                writer.WriteString("entry", workflow.Entry);
            }

            if (workflow.Timeout is not null)
            {
                writer.WriteString("timeout", workflow.Timeout);
            }

            if (workflow.Concurrency is { } concurrency)
            {
                writer.WritePropertyName("concurrency");
                concurrency.WriteTo(writer);
            }

            writer.WritePropertyName("steps");
            workflow.Steps.WriteTo(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
