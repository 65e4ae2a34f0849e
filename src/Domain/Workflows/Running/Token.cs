using System.Text.Json.Serialization;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>A place where an execution is active.</summary>
/// <param name="Step">The step's key.</param>
/// <param name="Path">The iteration of the loops around it, e.g. <c>each[3]</c>; empty outside loops.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Status">Pending (to be run), running (an effect may be under way), waiting, or parked.</param>
/// <param name="IsRetry">Waiting for the next attempt rather than for the step's own wait.</param>
/// <param name="Awaits">Waiting for something that happens, not only for a time.</param>
/// <param name="Began">
/// When the first attempt began. Every attempt takes it for <c>now</c>, so that a repeated call is the same call to the
/// letter, as its idempotency key promises.
/// </param>
/// <param name="ParkedFor">Why it is parked; null stands for a lost result.</param>
/// <param name="IsLost">The result of its call was lost, and the other side is asked about it.</param>
/// <param name="Lost">How an attempt was lost that is not settled, where the process outlived it: a timeout, a broken connection. Null after a crash.</param>
/// <param name="Losses">How many times in a row the process died during its call.</param>
/// <param name="Uncounted">Attempts that were lost with their process: no failures of the step, so its retry policy does not count them.</param>
/// <param name="IsLeaving">Its branch was dropped while its call may have been under way: how that ended is waited for, and nothing follows.</param>
/// <param name="IsUnsettled">An attempt of its call was lost, and no answer since has told whether it happened; that a later attempt failed does not tell.</param>
public sealed record Token(
    string Step,
    string Path = "",
    int Attempt = 1,
    StepStatus Status = StepStatus.Pending,
    bool IsRetry = false,
    bool Awaits = false,
    DateTimeOffset? Began = null,
    string? ParkedFor = null,
    bool IsLost = false,
    StepError? Lost = null,
    int Losses = 0,
    int Uncounted = 0,
    bool IsLeaving = false,
    bool IsUnsettled = false)
{
    /// <summary>
    /// Names the step's place in its execution, the same for every attempt; with the execution's id it makes the
    /// idempotency key of an external call.
    /// </summary>
    [JsonIgnore]
    public string Address => Path.Length == 0 ? Step : $"{Path}/{Step}";
}
