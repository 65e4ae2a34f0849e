using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Encryption;

/// <summary>
/// A property of an entity that is stored sealed: the entity holds it in the clear, its table never does. Registered
/// as a service by the feature that owns the entity.
/// </summary>
public abstract class SealedProperty(SealedColumn column)
{
    public SealedColumn Column { get; } = column;

    public abstract Type Entity { get; }

    /// <summary>Of the entity’s property.</summary>
    public abstract string Name { get; }

    /// <summary>The column of the blind index, where equal values must be found.</summary>
    public string? Index { get; init; }

    /// <summary>A blind index over a part of it by which people look for it, such as its last digits; null where they do not.</summary>
    public PartIndex? Part { get; init; }

    /// <summary>Never opened with the entity: a null property says “unchanged”.</summary>
    public bool IsWriteOnly { get; init; }

    internal abstract string RowOf(object entity);

    internal abstract byte[]? Read(object entity);

    internal abstract void Write(object entity, byte[] plain);

    /// <summary>As today's code writes the same value: an earlier version may have written it otherwise.</summary>
    internal abstract byte[] Rewritten(byte[] plain);
}

/// <param name="Column">Where the index is.</param>
/// <param name="Of">The part of a text; empty where it has none.</param>
public sealed record PartIndex(string Column, Func<string, string> Of);

/// <inheritdoc/>
/// <param name="column">Where it is stored.</param>
/// <param name="property">The entity's property.</param>
/// <param name="row">The entity's id.</param>
/// <param name="write">A value as bytes; the same for equal values.</param>
/// <param name="parse">Bytes as a value.</param>
public sealed class SealedProperty<T>(
    SealedColumn column, Expression<Func<T, object?>> property, Func<T, Guid> row, Func<object, byte[]> write, Func<byte[], object> parse)
    : SealedProperty(column) where T : class, IOrganizationOwned
{
    private readonly PropertyInfo _property = PropertyOf(property);

    public override Type Entity => typeof(T);

    public override string Name => _property.Name;

    /// <summary>Of a property that is a text, or a value that its text says all of.</summary>
    public static SealedProperty<T> OfText(
        SealedColumn column, Expression<Func<T, object?>> property, Func<T, Guid> row, Func<string, object>? parse = null,
        string? index = null, bool isWriteOnly = false, PartIndex? part = null)
    {
        return new(column, property, row, value => Encoding.UTF8.GetBytes(value.ToString()!), Parse) { Index = index, IsWriteOnly = isWriteOnly, Part = part };

        object Parse(byte[] bytes) => parse is null ? Encoding.UTF8.GetString(bytes) : parse(Encoding.UTF8.GetString(bytes));
    }

    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.Ignore(_property.Name);
        builder.Property<byte[]?>(Column.Column);
        if (Index is not null)
            builder.Property<byte[]?>(Index);
        if (Part is not null)
            builder.Property<byte[]?>(Part.Column);
    }

    internal override string RowOf(object entity) => row((T)entity).ToString();

    internal override byte[]? Read(object entity) => _property.GetValue(entity) is { } value ? write(value) : null;

    internal override void Write(object entity, byte[] plain) => _property.SetValue(entity, parse(plain));

    internal override byte[] Rewritten(byte[] plain) => write(parse(plain));

    private static PropertyInfo PropertyOf(Expression<Func<T, object?>> property) =>
        (PropertyInfo)((MemberExpression)(property.Body is UnaryExpression boxed ? boxed.Operand : property.Body)).Member;
}
