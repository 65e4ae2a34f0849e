using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Financbase.Web.Commands.Examinations;

/// <summary>The mail server, when one is named, answers at its address. No mail is sent.</summary>
internal sealed class MailExamination(IConfiguration configuration) : Examination
{
    private const int Submission = 587;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override string Subject => "mail";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (configuration["Email:Smtp:Host"] is not { Length: > 0 } host)
        {
            yield return Warning("no mail server is named in Email__Smtp__Host");
            yield break;
        }

        var port = int.TryParse(configuration["Email:Smtp:Port"], CultureInfo.InvariantCulture, out var chosen) ? chosen : Submission;
        yield return await AnswersAsync(host, port, ct)
            ? Ok($"{host}:{port} answers")
            : Fault($"The mail server {host}:{port} does not answer: mails wait. Check Email__Smtp__Host and Email__Smtp__Port.");
    }

    private static async Task<bool> AnswersAsync(string host, int port, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            return true;
        }
        catch (Exception failed) when (failed is SocketException || failed is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
