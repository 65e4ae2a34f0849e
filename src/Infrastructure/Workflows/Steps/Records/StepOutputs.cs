using System.Runtime.InteropServices;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>What use cases answer, as the output of a step: in the API's words, and never larger than a value may be.</summary>
internal static class StepOutputs
{
    public static Result<JsonElement> Whole<T>(Result<T> found) =>
        found.Error is { } error ? error : JsonSerializer.SerializeToElement(found.Value, WireJson.Options);

    public static Result<JsonElement> One<T>(Result<T> found, string name) => found.Error is { } error ? error : Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, found.Value, WireJson.Options);
        writer.WriteEndObject();
    });

    public static Result<JsonElement> Rows<T>(Result<ReportRows<T>> found) => Rows(found, report => report.Rows);

    public static Result<JsonElement> Rows<T, TRow>(Result<T> found, Func<T, IReadOnlyList<TRow>> rowsOf, Func<T, object>? totalsOf = null) => found.Error is { } error ? error : Json.Build(writer =>
    {
        var rows = rowsOf(found.Value);
        writer.WriteStartObject();
        writer.WritePropertyName("rows");
        JsonSerializer.Serialize(writer, rows, WireJson.Options);
        writer.WriteNumber("count", rows.Count);
        if (totalsOf is not null)
        {
            writer.WritePropertyName("totals");
            JsonSerializer.Serialize(writer, totalsOf(found.Value), WireJson.Options);
        }

        writer.WriteEndObject();
    });

    /// <summary>Page after page, until the limit is reached or the value would become too large.</summary>
    public static async Task<Result<JsonElement>> ListAsync<T>(int limit, Func<PageRequest, Task<Result<Page<T>>>> read)
    {
        var records = new List<JsonElement>();
        var bytes = 0L;
        string? cursor = null;
        do
        {
            var page = await read(new PageRequest(Math.Min(limit - records.Count, PageRequest.MaxLimit), cursor));
            if (page.Error is { } error)
                return error;
            foreach (var item in page.Value.Items)
            {
                var record = JsonSerializer.SerializeToElement(item, WireJson.Options);
                bytes += JsonMarshal.GetRawUtf8Value(record).Length;
                if (bytes > Limits.PayloadBytes)
                    return WorkflowsErrors.PayloadTooLarge;
                records.Add(record);
            }

            cursor = page.Value.NextCursor;
        }
        while (cursor is not null && records.Count < limit);

        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("records");
            foreach (var record in records)
                record.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteNumber("count", records.Count);
            writer.WriteBoolean("more", cursor is not null);
            writer.WriteEndObject();
        });
    }
}
