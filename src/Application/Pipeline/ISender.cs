using MediatR;

namespace Financbase.Application.Pipeline;

/// <summary>
/// The one door to the use cases. Outside a unit of work each call runs in a scope and transaction of its own, and is
/// repeated in a fresh one when the database reports a serialization failure or a deadlock; inside one it joins it
/// behind a savepoint. Also the seam that hides the mediator library and its version.
/// </summary>
public interface ISender
{
    Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct);

    /// <summary>
    /// Several queries in one transaction that cannot write; each is authorized as ever. For a page that shows more than one
    /// thing: a transaction of its own for each would be most of what they cost.
    /// </summary>
    Task<T> ReadAsync<T>(Func<ISender, Task<T>> reads, CancellationToken ct);
}
