using System.Text;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Encryption;

/// <summary>Seals the properties that are stored sealed when their entity is saved.</summary>
internal sealed class SealingInterceptor(Vault vault, SealedProperties properties) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<IOrganizationOwned>().ToList())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged)
            {
                foreach (var property in properties.Of(entry.Metadata.ClrType))
                    Seal(entry, property);
            }
        }

        return ValueTask.FromResult(result);
    }

    // EF does not see a change of a property that it does not map, so the value itself is compared.
    private void Seal(EntityEntry<IOrganizationOwned> entry, SealedProperty property)
    {
        var column = entry.Property<byte[]?>(property.Column.Column);
        var (organization, row) = (entry.Entity.OrganizationId, property.RowOf(entry.Entity));
        if (property.Read(entry.Entity) is not { } plain)
        {
            if (!property.IsWriteOnly && column.CurrentValue is not null)
                Store(null, null, null);
        }
        else if (property.IsWriteOnly || column.CurrentValue is not { } kept
            || !property.Rewritten(vault.Open(organization, property.Column, row, kept)).AsSpan().SequenceEqual(plain))
        {
            Store(
                vault.Seal(organization, property.Column, row, plain),
                property.Index is null ? null : vault.Index(organization, property.Column, Encoding.UTF8.GetString(plain)),
                property.Part is null ? null : vault.PartIndex(organization, property.Column, property.Part.Of(Encoding.UTF8.GetString(plain))));
        }

        void Store(byte[]? value, byte[]? index, byte[]? part)
        {
            column.CurrentValue = value;
            if (property.Index is not null)
                entry.Property<byte[]?>(property.Index).CurrentValue = index;
            if (property.Part is not null)
                entry.Property<byte[]?>(property.Part.Column).CurrentValue = part;
        }
    }
}
