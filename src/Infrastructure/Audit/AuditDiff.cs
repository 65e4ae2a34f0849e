using System.Text.Json;
using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Financbase.Infrastructure.Audit;

/// <summary>Reads off a tracked row what is about to be saved of it.</summary>
internal static class AuditDiff
{
    private const int LongestName = 200;

    public static AuditedChange? Of(EntityEntry entry, SealedProperties seals)
    {
        if (entry.Metadata.AuditKind() is not { } kind || entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            return null;

        SealedProperty[] own = [.. seals.Of(entry.Metadata.ClrType)];
        var fields = new Dictionary<string, AuditedField>();
        foreach (var property in entry.Properties.Where(property => IsTold(property.Metadata, own)))
        {
            var seal = own.FirstOrDefault(seal => seal.Column.Column == property.Metadata.Name);
            Note(fields, entry.State, property, seal?.Name ?? property.Metadata.Name, isHidden: seal is not null || !property.Metadata.IsShown());
        }

        foreach (var complex in entry.ComplexProperties)
        {
            foreach (var property in complex.Properties)
                Note(fields, entry.State, property, $"{complex.Metadata.Name}.{property.Metadata.Name}", !property.Metadata.IsShown());
        }

        var label = entry.Metadata.AuditLabel() is { } name ? entry.Property(name).CurrentValue as string : null;
        return new(kind, IdOf(entry), AuditText.Clean(label, LongestName), ChangeOf(entry.State), fields);
    }

    /// <summary>What of an audited entity can be in a diff at all.</summary>
    public static bool IsTold(IReadOnlyProperty property, IReadOnlyCollection<SealedProperty> seals) =>
        !property.IsPrimaryKey() && !property.IsConcurrencyToken && !seals.Any(seal => seal.Index == property.Name || seal.Part?.Column == property.Name);

    private static void Note(Dictionary<string, AuditedField> fields, EntityState state, PropertyEntry property, string name, bool isHidden)
    {
        var before = state == EntityState.Added ? null : Value(property.OriginalValue);
        var after = state == EntityState.Deleted ? null : Value(property.CurrentValue);
        if (state == EntityState.Modified ? property.IsModified : (before ?? after) is not null)
            fields[string.Join('.', name.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))] = new(before, after, isHidden);

        AuditedValue? Value(object? value) => value is null ? null
            : isHidden ? new(AuditedField.HiddenText)
            : AuditValues.Of(property.Metadata, value);
    }

    // Within the organization and kind: the organization's own part of the key says nothing.
    private static string IdOf(EntityEntry entry)
    {
        var key = entry.Metadata.FindPrimaryKey()!.Properties;
        var own = key.Count > 1 ? key.Where(part => part.Name != "OrganizationId") : key;
        return string.Join('/', own.Select(part => entry.Property(part.Name).CurrentValue));
    }

    private static ChangeKind ChangeOf(EntityState state) => state switch
    {
        EntityState.Added => ChangeKind.Added,
        EntityState.Deleted => ChangeKind.Removed,
        _ => ChangeKind.Changed,
    };
}
