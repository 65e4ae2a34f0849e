using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;

namespace Financbase.Testing.Http;

/// <summary>Server-sent events as they come.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    public string? ContentType => _answer.Content.Headers.ContentType?.MediaType;

    public static async Task<EventStream> OpenAsync(ApiClient client, string path, string? last = null) =>
        await TryOpenAsync(client, path, last) ?? throw new InvalidOperationException($"{path} does not answer with events.");

    public static async Task<EventStream> OpenAsync(TestBrowser browser, string path) =>
        await OfAsync(await browser.OpenAsync(path)) ?? throw new InvalidOperationException($"{path} does not answer with events.");

    /// <summary>Null when it is refused.</summary>
    public static async Task<EventStream?> TryOpenAsync(ApiClient client, string path, string? last = null) => await OfAsync(await client.OpenAsync(path, last));

    private static async Task<EventStream?> OfAsync(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
            return new EventStream(answer, await answer.Content.ReadAsStreamAsync());
        answer.Dispose();
        return null;
    }

    /// <summary>Null at the end of the stream; comments are passed over.</summary>
    public async Task<ServerEvent?> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var fields = new Dictionary<string, string>();
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0 && fields.Count > 0)
                return new ServerEvent(fields["id"], fields["event"], JsonElement.Parse(fields["data"]));
            if (line.Split(": ", 2) is [{ Length: > 0 } name, var value])
                fields[name] = value;
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed record ServerEvent(string Id, string Name, JsonElement Data);
