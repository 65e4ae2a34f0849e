using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>What it means to a step that a call got no answer.</summary>
internal static class EgressFailures
{
    public static StepResult Result(EgressException failed) =>
        new StepResult.Failed(new StepError(ClassOf(failed), failed.Error.Code, failed.Error.Message)) { IsUnknown = failed.MayHaveArrived };

    private static ErrorClass ClassOf(EgressException failed) => failed switch
    {
        { MayRetry: false } => ErrorClass.Refused,
        { Error.Code: "egress.timeout" or "egress.connect_timeout" } => ErrorClass.Timeout,
        _ => ErrorClass.Connection,
    };
}
