namespace Financbase.Domain.SharedKernel;

/// <summary>A typed id over a UUIDv7: time-ordered, so new rows land at the end of an index.</summary>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

public static class EntityId
{
    public static TId New<TId>() where TId : struct, IEntityId<TId> => TId.From(Guid.CreateVersion7());
}
