using System.Buffers;
using System.Net.Http.Headers;

namespace Financbase.Infrastructure.Egress;

/// <summary>Calls addresses that users chose, inside the guard's limits.</summary>
public sealed class EgressClient(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    /// <summary>Of an answer's body this much is kept; the rest is never read.</summary>
    public const int KeptBytes = 1024 * 1024;

    private readonly HttpMessageInvoker _invoker = new(handler);

    /// <summary>Makes the call once.</summary>
    /// <exception cref="EgressException">Refused, unreachable, or over its deadline.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<EgressAnswer> SendAsync(EgressCall call, CancellationToken ct)
    {
        using var request = EgressRequest.From(call);

        // HttpClient.Timeout ends with the headers, so a body that drips would hold the worker for ever.
        using var deadline = new CancellationTokenSource(call.Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using var response = await _invoker.SendAsync(request, both.Token);
            var (body, truncated) = await ReadBodyAsync(response.Content, both.Token);
            return new EgressAnswer((int)response.StatusCode, Headers(response), body, truncated);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw deadline.IsCancellationRequested
                ? EgressErrors.Timeout(call.Deadline, late)
                : EgressErrors.ConnectTimeout(call.Url.Host, late);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            throw Refusal(lost) ?? EgressErrors.Unreachable(call.Url.Host, lost);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static async Task<(byte[] Body, bool Truncated)> ReadBodyAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        var kept = new ArrayBufferWriter<byte>(4096);
        while (kept.WrittenCount <= KeptBytes)
        {
            var read = await stream.ReadAsync(kept.GetMemory(4096), ct);
            if (read == 0)
            {
                return (kept.WrittenSpan.ToArray(), false);
            }

            kept.Advance(read);
        }

        return (kept.WrittenSpan[..KeptBytes].ToArray(), true);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Headers(HttpResponseMessage response) =>
        [.. Flatten(response.Headers.NonValidated), .. Flatten(response.Content.Headers.NonValidated)];

    private static IEnumerable<KeyValuePair<string, string>> Flatten(HttpHeadersNonValidated headers) =>
        headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    // The handler wraps what the connector throws.
    private static EgressException? Refusal(Exception? lost) => lost switch
    {
        null => null,
        EgressException refusal => refusal,
        _ => Refusal(lost.InnerException),
    };
}
