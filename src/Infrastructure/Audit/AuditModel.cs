using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Audit;

/// <summary>
/// What the audit log tells of each entity and property, said beside its configuration. A value is shown when its type
/// cannot hold a secret, or when it was declared shown; every other one is hidden, so that forgetting shows nothing.
/// </summary>
public static class AuditModel
{
    private const string Kind = "Financbase:AuditKind";
    private const string Label = "Financbase:AuditLabel";
    private const string Reason = "Financbase:NotAudited";
    private const string Shown = "Financbase:AuditShown";

    /// <summary>Changes to this entity are told under this name, e.g. <c>bank_account</c>.</summary>
    /// <param name="builder">The entity's configuration.</param>
    /// <param name="kind">Stable and public.</param>
    /// <param name="label">The property by which people know one.</param>
    public static EntityTypeBuilder<T> IsAudited<T>(this EntityTypeBuilder<T> builder, string kind, string? label = null) where T : class
    {
        builder.HasAnnotation(Kind, kind);
        if (label is not null)
            builder.HasAnnotation(Label, label);
        return builder;
    }

    /// <summary>Changes to this entity are not told, because another row tells them.</summary>
    public static EntityTypeBuilder<T> IsNotAudited<T>(this EntityTypeBuilder<T> builder, string reason) where T : class =>
        builder.HasAnnotation(Reason, reason);

    /// <summary>Whoever reads the audit log may read this.</summary>
    public static PropertyBuilder<T> IsShownInAudit<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Shown, true);

    /// <summary>The audit log tells that it changed, and never to what.</summary>
    public static PropertyBuilder<T> IsHiddenInAudit<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Shown, false);

    internal static string? AuditKind(this IReadOnlyEntityType type) => type.FindAnnotation(Kind)?.Value as string;

    internal static string? AuditLabel(this IReadOnlyEntityType type) => type.FindAnnotation(Label)?.Value as string;

    internal static string? NotAuditedReason(this IReadOnlyEntityType type) => type.FindAnnotation(Reason)?.Value as string;

    internal static bool IsShown(this IReadOnlyProperty property) =>
        property.FindAnnotation(Shown)?.Value as bool? ?? IsHarmless(property.ClrType);

    /// <summary>Whether somebody decided, or nothing had to be decided.</summary>
    internal static bool IsClassified(this IReadOnlyProperty property) =>
        property.FindAnnotation(Shown) is not null || IsHarmless(property.ClrType);

    private static bool IsHarmless(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum
            || plain == typeof(bool) || plain == typeof(short) || plain == typeof(int) || plain == typeof(long) || plain == typeof(decimal)
            || plain == typeof(uint) || plain == typeof(Guid) || plain == typeof(Currency)
            || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset) || plain == typeof(TimeSpan)
            || plain.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));
    }
}
