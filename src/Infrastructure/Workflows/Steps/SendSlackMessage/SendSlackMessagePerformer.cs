using System.Text;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// <c>sendSlackMessage</c>: one POST to an incoming webhook. What Slack answers is a word such as <c>ok</c> or
/// <c>no_service</c>, which a failure tells.
/// </summary>
internal sealed class SendSlackMessagePerformer(EgressClient egress, TimeProvider time) : IStepPerformer
{
    private const int LongestWord = 100;

    public string Type => "sendSlackMessage";

    public async Task<StepResult> PerformAsync(StepCall call, CancellationToken ct)
    {
        try
        {
            var answer = await egress.SendAsync(
                new EgressCall(
                    HttpMethod.Post,
                    new Uri(call.Input.GetProperty("webhook").GetString()!),
                    [KeyValuePair.Create("Content-Type", "application/json; charset=utf-8"), KeyValuePair.Create("Idempotency-Key", call.IdempotencyKey)],
                    Encoding.UTF8.GetBytes(call.Input.GetProperty("message").GetRawText()),
                    call.Timeout),
                ct);
            return Judge(answer);
        }
        catch (EgressException failed)
        {
            return EgressFailures.Result(failed);
        }
    }

    // The address is a secret, so headers and body of the answer are not kept.
    private StepResult Judge(EgressAnswer answer) => HttpAnswer.Judge(answer, time.GetUtcNow()) switch
    {
        StepResult.Failed failed => failed with
        {
            Error = failed.Error with { Message = $"Slack answered {answer.Status}: {Word(answer)}" },
            Output = Status(answer),
        },
        _ => StepResult.Succeed(Status(answer)),
    };

    private static string Word(EgressAnswer answer)
    {
        var word = Encoding.UTF8.GetString(answer.Body).Trim();
        return word.Length <= LongestWord ? word : word[..LongestWord] + "…";
    }

    private static JsonElement Status(EgressAnswer answer) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("status", answer.Status);
        writer.WriteEndObject();
    });
}
