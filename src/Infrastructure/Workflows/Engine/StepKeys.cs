using System.Security.Cryptography;
using System.Text;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Infrastructure.Workflows.Engine;

internal static class StepKeys
{
    /// <summary><c>execution/loop path/step</c>: the same for every attempt, whichever worker makes it.</summary>
    public static string Idempotency(Lease lease, Token token) => $"{lease.KeyRoot.Value}/{token.Address}";

    /// <summary>
    /// Under whose keys the execution that this step starts makes its calls: the same for every attempt, and for whoever
    /// repeats the step under its keys. The first 128 bits of SHA-256 over the step's own key.
    /// </summary>
    public static WorkflowExecutionId Child(Lease lease, Token token) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Idempotency(lease, token))).AsSpan(0, 16)));
}
