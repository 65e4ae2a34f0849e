using System.Runtime.CompilerServices;
using Financbase.Infrastructure.RateLimits;

namespace Financbase.Web.Commands.Examinations;

/// <summary>The Redis in which requests are counted, when one is named, answers. Nothing is counted.</summary>
internal sealed class RedisExamination(IConfiguration configuration) : Examination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override string Subject => "redis";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (configuration.GetConnectionString(RateLimitSetup.Redis) is not { Length: > 0 } redis)
        {
            yield return Ok("none is named in ConnectionStrings__Redis: each process counts requests by itself");
            yield break;
        }

        yield return await RedisProbe.AnswersAsync(redis, Patience, ct)
            ? Ok("it answers, and all processes count requests together")
            : Warning("The Redis in ConnectionStrings__Redis does not answer: until it does, each process counts requests by itself. Check its address and password.");
    }
}
