using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>Builds immutable JSON values, never larger than <see cref="Limits.PayloadBytes"/>.</summary>
public static class Json
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = Limits.JsonDepth };

    // What is kept is a value of a workflow, perhaps wrapped in a few levels by whoever wrote it down.
    private static readonly JsonDocumentOptions KeptOptions = new() { MaxDepth = 2 * Limits.JsonDepth };

    public static JsonElement Null { get; } = JsonElement.Parse("null");

    public static JsonElement EmptyObject { get; } = JsonElement.Parse("{}");

    /// <exception cref="DomainException"><c>workflows.payload_too_large</c>, <c>workflows.nested_too_deep</c>.</exception>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var bytes = Bytes(write);
        if (bytes.Length > Limits.PayloadBytes)
            throw new DomainException(WorkflowsErrors.PayloadTooLarge);
        try
        {
            return JsonElement.Parse(bytes, ReaderOptions);
        }
        catch (JsonException)
        {
            // The writer makes no other mistake.
            throw new DomainException(WorkflowsErrors.NestedTooDeep);
        }
    }

    /// <summary>Reads what was kept of an execution.</summary>
    /// <exception cref="JsonException">It is no JSON, or nested deeper than anything that the engine writes.</exception>
    public static JsonElement Read(ReadOnlySpan<byte> kept) => JsonElement.Parse(kept, KeptOptions);

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static JsonElement Read(string kept) => JsonElement.Parse(kept, KeptOptions);

    /// <summary>Bytes of a value as it is kept; none when it is undefined.</summary>
    internal static int Size(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(value).Length;

    /// <summary>Ends a value while it is being written: a short template can repeat a long input without end.</summary>
    internal static void RefuseTooLarge(Utf8JsonWriter writer)
    {
        if (writer.BytesCommitted + writer.BytesPending > Limits.PayloadBytes)
            throw new DomainException(WorkflowsErrors.PayloadTooLarge);
    }

    internal static ReadOnlySpan<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return buffer.WrittenSpan;
    }
}
