namespace Financbase.Infrastructure.Egress;

/// <summary>
/// One outgoing call. The deadline bounds the whole of it: look-up, connection, sending, and reading the answer's body.
/// </summary>
public sealed record EgressCall(
    HttpMethod Method,
    Uri Url,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte>? Body,
    TimeSpan Deadline);

/// <summary>
/// What came back, whatever its status; a redirect is an answer like any other. The body is as received (nothing is
/// decompressed), at most <see cref="EgressClient.KeptBytes"/>; <see cref="Truncated"/> says that there was more.
/// </summary>
public sealed record EgressAnswer(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    bool Truncated)
{
    public string? Header(string name) => Headers
        .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
