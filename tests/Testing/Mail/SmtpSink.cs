using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Financbase.Testing.Mail;

/// <param name="From">Of the envelope.</param>
/// <param name="Recipients">Of the envelope.</param>
/// <param name="Message">What was sent, parsed.</param>
public sealed record SinkMail(string From, IReadOnlyList<string> Recipients, MimeMessage Message);

/// <summary>A real SMTP server on a loopback port that keeps what it accepts and answers as the test says.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SinkMail> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private Task _accepting = Task.CompletedTask;

    /// <summary>Answers a command by its line, or null for the usual answer; the end of the data is the command <c>.</c></summary>
    public Func<string, Task<string?>> Answer { get; set; } = _ => Task.FromResult<string?>(null);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>In order of arrival, repeats included; also those whose acceptance the test withheld.</summary>
    public IReadOnlyCollection<SinkMail> Mails => _mails;

    public IReadOnlyCollection<string> Commands => _commands;

    public static SmtpSink Start()
    {
        var sink = new SmtpSink();
        sink._listener.Start();
        sink._accepting = sink.AcceptAsync();
        return sink;
    }

    /// <summary>Settings that send the product's mails here.</summary>
    public (string Key, string Value)[] Settings() =>
        [("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", $"{Port}"), ("Email:From", "Financbase <no-reply@books.example>")];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await ConverseAsync(client.GetStream());
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var (from, recipients) = ("", new List<string>());
        await SayAsync("220 sink.test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            _commands.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            var usual = verb switch
            {
                "EHLO" => "250-sink.test\r\n250 AUTH PLAIN",
                "AUTH" => "235 welcome",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 fine",
            };
            var answer = await Answer(line) ?? usual;
            if (verb == "MAIL")
                (from, recipients) = (Address(line), []);
            if (verb == "RCPT")
                recipients.Add(Address(line));
            await SayAsync(answer);
            if (verb == "DATA" && answer[0] == '3')
            {
                _mails.Enqueue(new SinkMail(from, recipients, await ReadMessageAsync(reader)));
                await SayAsync(await Answer(".") ?? "250 accepted");
            }

            if (verb == "QUIT")
                return;
        }

        ValueTask SayAsync(string answer) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _stop.Token);
    }

    private async Task<MimeMessage> ReadMessageAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), _stop.Token);
    }

    private static string Address(string line) => line.Split('<', '>')[1];
}
