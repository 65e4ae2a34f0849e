using System.Buffers;
using System.Text;
using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Hooks;

/// <summary>
/// A call as <c>trigger.*</c>: <c>{"body","headers","query"}</c>. JSON is read as it is, a form as an object of texts,
/// anything else that is UTF-8 as a text. What is meant for servers on the way, or proves who calls, is left out.
/// </summary>
internal static class HookInput
{
    public const int LargestBody = 4 * 1024 * 1024;

    private const int MostHeaders = 100;

    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "cookie", "proxy-authorization", "webhook-signature", "x-hub-signature", "x-hub-signature-256", "stripe-signature",
        "connection", "keep-alive", "host", "content-length", "transfer-encoding", "accept-encoding",
    };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ForeignJson.MostLevels, AllowDuplicateProperties = false };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BadHttpRequestException">It is larger than <see cref="LargestBody"/>, or did not come whole.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength == 0)
            return [];
        using var whole = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, LargestBody));
        await request.Body.CopyToAsync(whole, ct);
        return whole.ToArray();
    }

    public static Result<JsonElement> Of(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        JsonElement read;
        try
        {
            read = Body(request, body);
        }
        catch (JsonException mistake)
        {
            return new Error("malformed_request", $"The body is not JSON: {mistake.Message}", ErrorKind.Malformed);
        }
        catch (DecoderFallbackException)
        {
            return new Error("malformed_request", "The body is not UTF-8.", ErrorKind.Malformed);
        }

        return ForeignJson.Problem(read) is { } problem ? Error.Validation("body", problem) : Whole(request, read);
    }

    private static JsonElement Body(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.ToString() : "";
        if (body.Length == 0)
            return JsonElement.Parse("null");
        if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            return JsonElement.Parse(body.Span, Strict);
        var text = Utf8.GetString(body.Span);
        if (!type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return JsonSerializer.SerializeToElement(text);
        return JsonSerializer.SerializeToElement(QueryHelpers.ParseQuery(text).ToDictionary(field => field.Key, field => field.Value.ToString()));
    }

    private static JsonElement Whole(HttpRequest request, JsonElement body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("body");
            body.WriteTo(writer);
            writer.WriteStartObject("headers");
            foreach (var (name, value) in request.Headers.Where(header => !Hidden.Contains(header.Key)).Take(MostHeaders))
                writer.WriteString(name.ToLowerInvariant(), Readable(value.ToString()));
            writer.WriteEndObject();
            writer.WriteStartObject("query");
            foreach (var (name, value) in request.Query)
                writer.WriteString(Readable(name), Readable(value.ToString()));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static string Readable(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
