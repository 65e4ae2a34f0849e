using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Financbase.Infrastructure.Egress;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Egress;

public sealed class EgressClientTests
{
    private static readonly Uri Partner = new("http://partner.test/");

    [Test]
    public async Task An_answer_comes_back_whole()
    {
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            context.Response.StatusCode = 418;
            context.Response.Headers["X-Kind"] = "tea";
            await context.Response.WriteAsync("short and stout");
        });

        var answer = await SendAsync(Allowing("127.0.0.0/8"), sink.Address, body: "hello", ("Content-Type", "text/plain"), ("X-From", "us"));

        answer.Status.ShouldBe(418);
        answer.Header("x-kind").ShouldBe("tea");
        Encoding.UTF8.GetString(answer.Body).ShouldBe("short and stout");
        var request = sink.Requests.ShouldHaveSingleItem();
        request.Body.ShouldBe("hello");
        request.Headers["Content-Type"].ShouldBe("text/plain");
        request.Headers["X-From"].ShouldBe("us");
    }

    [TestCase("http://127.0.0.1:{0}/")]
    [TestCase("http://localhost:{0}/")]
    [TestCase("http://2130706433:{0}/")]
    [TestCase("http://0x7f.1:{0}/")]
    [TestCase("http://[::ffff:127.0.0.1]:{0}/")]
    [TestCase("http://[::ffff:7f00:1]:{0}/")]
    public async Task Loopback_in_any_spelling_is_refused_before_a_byte_is_sent(string spelling)
    {
        await using var sink = await HttpSink.StartAsync();
        var url = new Uri(string.Format(null, spelling, sink.Address.Port));

        var refusal = await Should.ThrowAsync<EgressException>(() => SendAsync(Allowing(), url));

        refusal.Error.Code.ShouldBe("egress.address_not_allowed");
        refusal.MayRetry.ShouldBeFalse();
        sink.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_name_that_turns_private_between_two_calls_is_refused_the_second_time()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        Queue<string> answers = new(["127.0.0.1", "10.0.0.1"]);
        using var client = Client((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]), "127.0.0.0/8");
        var url = new UriBuilder(Partner) { Port = sink.Address.Port }.Uri;

        (await SendAsync(client, url)).Status.ShouldBe(200);
        (await Should.ThrowAsync<EgressException>(() => SendAsync(client, url))).Error.Code.ShouldBe("egress.address_not_allowed");
    }

    [Test]
    public async Task The_socket_goes_to_the_vetted_address_without_a_second_look_up()
    {
        await using var sink = await HttpSink.StartAsync();
        var lookUps = 0;
        using var client = Client(
            (_, _) => { lookUps++; return Task.FromResult<IPAddress[]>([IPAddress.Loopback]); }, "127.0.0.0/8");

        await SendAsync(client, new UriBuilder(Partner) { Port = sink.Address.Port }.Uri);

        lookUps.ShouldBe(1);
        sink.Requests.ShouldHaveSingleItem().Headers["Host"].ShouldStartWith("partner.test");
    }

    [Test]
    public async Task An_unknown_name_is_not_found_and_may_be_tried_again()
    {
        using var client = Client((_, _) => throw new SocketException((int)SocketError.HostNotFound));

        var lost = await Should.ThrowAsync<EgressException>(() => SendAsync(client, Partner));

        lost.Error.Code.ShouldBe("egress.host_not_found");
        lost.MayRetry.ShouldBeTrue();
    }

    [Test]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        (await SendAsync(Allowing("127.0.0.0/8"), sink.Address)).Status.ShouldBe(302);
        sink.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_dripping_body_ends_at_the_deadline()
    {
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(".");
                await context.Response.Body.FlushAsync();
                await Task.Delay(20, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
        var watch = Stopwatch.StartNew();

        var late = await Should.ThrowAsync<EgressException>(
            () => SendAsync(Allowing("127.0.0.0/8"), sink.Address, deadline: TimeSpan.FromSeconds(0.5)));

        late.Error.Code.ShouldBe("egress.timeout");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Of_an_endless_body_a_megabyte_is_kept()
    {
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });

        var answer = await SendAsync(Allowing("127.0.0.0/8"), sink.Address);

        answer.Truncated.ShouldBeTrue();
        answer.Body.Length.ShouldBe(EgressClient.KeptBytes);
    }

    [Test]
    public async Task A_compressed_body_is_not_unpacked()
    {
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await gzip.WriteAsync(new byte[10 * 1024 * 1024]);
        });

        var answer = await SendAsync(Allowing("127.0.0.0/8"), sink.Address);

        answer.Truncated.ShouldBeFalse();
        answer.Body.Length.ShouldBeLessThan(100_000);
        sink.Requests.Single().Headers.ContainsKey("Accept-Encoding").ShouldBeFalse();
    }

    [Test]
    public async Task A_closed_port_is_unreachable_and_may_be_tried_again()
    {
        Uri url;
        await using (var sink = await HttpSink.StartAsync())
        {
            url = sink.Address;
        }

        var lost = await Should.ThrowAsync<EgressException>(() => SendAsync(Allowing("127.0.0.0/8"), url));

        lost.Error.Code.ShouldBe("egress.unreachable");
        lost.MayRetry.ShouldBeTrue();
    }

    [Test]
    public async Task A_connection_broken_off_in_the_middle_is_unreachable_not_an_answer()
    {
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        (await Should.ThrowAsync<EgressException>(() => SendAsync(Allowing("127.0.0.0/8"), sink.Address)))
            .Error.Code.ShouldBe("egress.unreachable");
    }

    [TestCase("Host", "other.test")]
    [TestCase("content-length", "3")]
    [TestCase("Transfer-Encoding", "chunked")]
    [TestCase("X-Fine", "a\r\nX-Smuggled: b")]
    [TestCase("bad name", "x")]
    public async Task A_header_that_would_reframe_the_request_is_refused(string name, string value) =>
        (await Should.ThrowAsync<EgressException>(() => SendAsync(Allowing("127.0.0.0/8"), Partner, body: "x", (name, value))))
            .Error.Code.ShouldBe("egress.header_not_allowed");

    [TestCase("ftp://partner.test/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("http://user:secret@partner.test/")]
    public async Task Only_plain_web_addresses_are_called(string url) =>
        (await Should.ThrowAsync<EgressException>(() => SendAsync(Allowing("127.0.0.0/8"), new Uri(url))))
            .Error.Code.ShouldBe("egress.url_invalid");

    [Test]
    public async Task The_callers_own_cancellation_is_not_a_timeout()
    {
        await using var sink = await HttpSink.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var gaveUp = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));
        using var client = Allowing("127.0.0.0/8");

        await Should.ThrowAsync<OperationCanceledException>(
            () => client.SendAsync(new EgressCall(HttpMethod.Get, sink.Address, [], null, TimeSpan.FromSeconds(10)), gaveUp.Token));
    }

    private static EgressClient Allowing(params string[] networks) => Client(Dns.GetHostAddressesAsync, networks);

    private static EgressClient Client(HostLookup lookup, params string[] networks) => new(
        EgressHandler.Create(new EgressConnector(new EgressPolicy(EgressPolicy.ParseNetworks(networks), httpsOnly: false), lookup)),
        TimeProvider.System);

    private static Task<EgressAnswer> SendAsync(
        EgressClient client, Uri url, string? body = null, params (string Name, string Value)[] headers) =>
        client.SendAsync(
            new EgressCall(
                body is null ? HttpMethod.Get : HttpMethod.Post,
                url,
                [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
                body is null ? null : Encoding.UTF8.GetBytes(body),
                TimeSpan.FromSeconds(10)),
            CancellationToken.None);

    private static Task<EgressAnswer> SendAsync(EgressClient client, Uri url, TimeSpan deadline) =>
        client.SendAsync(new EgressCall(HttpMethod.Get, url, [], null, deadline), CancellationToken.None);
}
