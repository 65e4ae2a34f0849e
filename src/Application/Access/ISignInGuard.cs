using System.Net;

namespace Financbase.Application.Access;

/// <summary>
/// Bounds guessing, per address of a person (whether or not anybody has it) and per network. It counts in its own
/// short transaction, so that a refused command still counts.
/// </summary>
public interface ISignInGuard
{
    /// <summary>Counts an attempt before it is made. Null admits it; otherwise the time until the next may be made.</summary>
    Task<TimeSpan?> AdmitAsync(string email, IPAddress? address, CancellationToken ct);

    /// <summary>Takes the attempt back after the right password: the person's count starts anew, the network's is one less.</summary>
    Task ForgiveAsync(string email, IPAddress? address, CancellationToken ct);
}
