using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// Opens the properties that are stored sealed when their entity is read. One for the whole process: EF builds its
/// services anew for every other instance, so the vault is asked for through the context.
/// </summary>
internal sealed class OpeningInterceptor : IMaterializationInterceptor
{
    public static OpeningInterceptor Instance { get; } = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is IOrganizationOwned owned)
        {
            foreach (var property in materializationData.Context.GetService<SealedProperties>().OpenedOf(entity.GetType()))
            {
                if (materializationData.GetPropertyValue<byte[]?>(property.Column.Column) is { } value)
                    property.Write(entity, Open(materializationData, owned, property, value));
            }
        }

        return entity;
    }

    private static byte[] Open(MaterializationInterceptionData data, IOrganizationOwned owned, SealedProperty property, byte[] value) =>
        data.Context.GetService<Vault>().Open(owned.OrganizationId, property.Column, property.RowOf(owned), value);
}
