using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Financbase.Build.Tests.Outage;

/// <summary>Programs that import one small statement after another, and repeat what was not accepted under the same key.</summary>
internal sealed class StatementLoad(HttpClient api, string account)
{
    public const int LinesEach = 5;
    private const int Most = 2_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int _next;
    private int _accepted;
    private int _refused;
    private volatile bool _finished;

    public int Accepted => Volatile.Read(ref _accepted);

    public int Refused => Volatile.Read(ref _refused);

    public void Finish() => _finished = true;

    public async Task RunAsync()
    {
        while (!_finished && Interlocked.Increment(ref _next) is var number and <= Most)
        {
            await ImportAsync(number);
            Interlocked.Increment(ref _accepted);
            await Task.Delay(Pause);
        }
    }

    public async Task AcceptedAsync(int count)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Accepted < count)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, $"{Accepted} statements of {count} were accepted.");
            await Task.Delay(Pause);
        }
    }

    private async Task ImportAsync(int number)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await TryAsync(number) is { } refusal)
        {
            Interlocked.Increment(ref _refused);
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, refusal);
            await Task.Delay(Pause * 4);
        }
    }

    /// <summary>Null when it was accepted, else why not.</summary>
    private async Task<string?> TryAsync(int number)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Statement(number)), "file", "load.ofx" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/bank-accounts/{account}/statements") { Content = form };
        request.Headers.Add("Idempotency-Key", $"statement-{number}");
        try
        {
            using var answer = await api.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Created)
                return text;

            JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("imported").GetInt32().ShouldBe(LinesEach);
            return null;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            return lost.Message;
        }
    }

    private static byte[] Statement(int number)
    {
        var text = new StringBuilder("""
            OFXHEADER:100
            DATA:OFXSGML
            VERSION:102
            SECURITY:NONE
            ENCODING:USASCII
            CHARSET:1252
            COMPRESSION:NONE
            OLDFILEUID:NONE
            NEWFILEUID:NONE

            <OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
            """);
        text.Append(CultureInfo.InvariantCulture, $"<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>37040044<ACCTID>{Installation.Iban}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>");
        for (var line = 0; line < LinesEach; line++)
            text.Append(CultureInfo.InvariantCulture, $"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260615<TRNAMT>-{line + 1}.00<FITID>L{number:D5}{line}<NAME>Harbour Supplies<MEMO>Delivery {number}-{line}</STMTTRN>");
        text.Append("</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
