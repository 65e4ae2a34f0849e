namespace Financbase.Infrastructure.Encryption;

/// <summary>What every feature has registered as stored sealed.</summary>
internal sealed class SealedProperties(IEnumerable<SealedProperty> properties)
{
    private readonly ILookup<Type, SealedProperty> _all = properties.ToLookup(property => property.Entity);
    private readonly ILookup<Type, SealedProperty> _opened =
        properties.Where(property => !property.IsWriteOnly).ToLookup(property => property.Entity);

    public IEnumerable<SealedProperty> Of(Type entity) => _all[entity];

    /// <summary>Those that are opened with their entity.</summary>
    public IEnumerable<SealedProperty> OpenedOf(Type entity) => _opened[entity];
}
