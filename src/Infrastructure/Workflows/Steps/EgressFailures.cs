using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Egress;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>What it means to a step that a call got no answer.</summary>
internal static class EgressFailures
{
    public static ErrorClass ClassOf(EgressException failed) => failed switch
    {
        { MayRetry: false } => ErrorClass.Refused,
        { Error.Code: "egress.timeout" or "egress.connect_timeout" } => ErrorClass.Timeout,
        _ => ErrorClass.Connection,
    };
}
