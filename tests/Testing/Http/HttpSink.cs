using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Financbase.Testing.Http;

/// <summary>A real HTTP server on a loopback port that records what reaches it and answers as the test says.</summary>
public sealed class HttpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<SinkRequest> _requests = new();
    private readonly WebApplication _server;

    private HttpSink(Func<SinkRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            var request = await SinkRequest.ReadAsync(context.Request);
            _requests.Enqueue(request);
            await answer(request, context);
        });
    }

    /// <summary>In order of arrival, repeats included.</summary>
    public IReadOnlyCollection<SinkRequest> Requests => _requests;

    /// <summary>E.g. <c>http://127.0.0.1:43211</c>.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static Task<HttpSink> StartAsync() => StartAsync((_, _) => Task.CompletedTask);

    public static Task<HttpSink> StartAsync(Func<HttpContext, Task> answer) => StartAsync((_, context) => answer(context));

    public static async Task<HttpSink> StartAsync(Func<SinkRequest, HttpContext, Task> answer)
    {
        var sink = new HttpSink(answer);
        await sink._server.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }
}
