using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

/// <summary>
/// Books events in the current transaction. Aggregates need it not: what they raise is booked when they are saved. It
/// is for facts that no tracked aggregate raised (bulk writes) and for setting the origin.
/// </summary>
public interface IEventLog
{
    /// <summary>The origin of every event that this unit of work books from now on.</summary>
    EventOrigin Origin { get; set; }

    Task AppendAsync(IReadOnlyList<IDomainEvent> events, CancellationToken ct);
}
