namespace Financbase.Domain.Access;

/// <summary>The ids that somebody's rights reach: some, or all but some. The same decision as for one thing, as a set.</summary>
public sealed class Reach
{
    private Reach(bool isOpen, IEnumerable<Guid> ids)
    {
        IsOpen = isOpen;
        Ids = ids.ToHashSet();
    }

    public static Reach Everything { get; } = new(true, []);

    public static Reach Nothing { get; } = new(false, []);

    /// <summary>True when <see cref="Ids"/> are the exceptions, false when they are all.</summary>
    public bool IsOpen { get; }

    public IReadOnlySet<Guid> Ids { get; }

    public bool IsEverything => IsOpen && Ids.Count == 0;

    public static Reach Only(IEnumerable<Guid> ids) => new(false, ids);

    public bool Contains(Guid id) => Ids.Contains(id) != IsOpen;

    public Reach Or(IEnumerable<Guid> more) => new(IsOpen, IsOpen ? Ids.Except(more) : Ids.Union(more));

    public Reach Without(IEnumerable<Guid> some) => new(IsOpen, IsOpen ? Ids.Union(some) : Ids.Except(some));

    public Reach And(Reach other) => (IsOpen, other.IsOpen) switch
    {
        (true, true) => Without(other.Ids),
        (true, false) => new(false, other.Ids.Where(Contains)),
        (false, _) => new(false, Ids.Where(other.Contains)),
    };
}
