using Financbase.Domain.Workflows.Running;

namespace Financbase.Infrastructure.Workflows.Engine;

internal static class StepKeys
{
    /// <summary><c>execution/loop path/step</c>: the same for every attempt, whichever worker makes it.</summary>
    public static string Idempotency(Lease lease, Token token) => $"{lease.KeyRoot.Value}/{token.Address}";
}
