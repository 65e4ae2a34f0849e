namespace Financbase.Domain.SharedKernel;

/// <summary>Guards its own rules and remembers the events that it raised until the unit of work stores them.</summary>
public abstract class AggregateRoot
{
    private readonly List<IDomainEvent> _events = [];

    public IReadOnlyList<IDomainEvent> Events => _events;

    public IReadOnlyList<IDomainEvent> TakeEvents()
    {
        IDomainEvent[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    protected void Raise(IDomainEvent domainEvent) => _events.Add(domainEvent);
}
