using Microsoft.AspNetCore.Http;

namespace Financbase.Testing.Http;

public sealed record SinkRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? IdempotencyKey => Headers.GetValueOrDefault("Idempotency-Key");

    internal static async Task<SinkRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new SinkRequest(
            request.Method,
            request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
    }
}
