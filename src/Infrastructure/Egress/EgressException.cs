using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Egress;

/// <summary>A call that brought no answer, by our refusal or by the network's.</summary>
public sealed class EgressException(Error error, bool mayRetry, Exception? cause = null)
    : Exception(error.Message, cause)
{
    public Error Error { get; } = error;

    /// <summary>The call was, or may have been, on its way when it was lost: what it asked for may have been done.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>False where trying again cannot help: the call was refused, not lost.</summary>
    public bool MayRetry { get; } = mayRetry;
}
