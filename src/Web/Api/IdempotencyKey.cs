using System.Security.Cryptography;
using System.Text;
using Financbase.Application.Idempotency;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>Reads the <c>Idempotency-Key</c> header. The request's body must have been buffered by then.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    public static async Task<IdempotentCall?> ReadAsync(
        HttpContext http, Func<object?, StoredAnswer> render, CancellationToken ct)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(http.Request.Method))
        {
            return null;
        }

        if (key.Length > MaxLength)
        {
            throw new DomainException(Error.Validation(Header, $"A key has at most {MaxLength} characters."));
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path.Value!;
        return new IdempotentCall(key, "POST " + route, await HashAsync(http.Request, ct), render);
    }

    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Path + request.QueryString.ToString() + "\n"));
        if (request.HasFormContentType)
        {
            await AppendFormAsync(hash, await request.ReadFormAsync(ct), ct);
        }
        else if (request.Body.CanSeek)
        {
            request.Body.Position = 0;
            hash.AppendData(await SHA256.HashDataAsync(request.Body, ct));
        }

        return hash.GetHashAndReset();
    }

    // Not the raw bytes: a client that repeats a multipart request draws a new boundary.
    private static async Task AppendFormAsync(IncrementalHash hash, IFormCollection form, CancellationToken ct)
    {
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}={value}\n"));
        }

        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Name}/{file.FileName}\n"));
            hash.AppendData(await SHA256.HashDataAsync(content, ct));
        }
    }
}
