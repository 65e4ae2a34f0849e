using System.Linq.Expressions;
using System.Reflection;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>The first wall: every query of an owned entity is filtered by the current organization.</summary>
public static class OwnershipModel
{
    /// <summary>The query filter's name, by which tests switch it off to show that the second wall stands alone.</summary>
    public const string FilterName = "organization";

    private const string Annotation = "Financbase:MultiTenant";

    /// <summary>Declares an entity as owned: its key starts with the organization and its reads are filtered.</summary>
    public static EntityTypeBuilder<T> IsMultiTenant<T>(this EntityTypeBuilder<T> builder)
        where T : class, IOrganizationOwned
    {
        builder.HasAnnotation(Annotation, true);
        return builder;
    }

    public static bool IsMultiTenant(this IReadOnlyEntityType type) => type.FindAnnotation(Annotation) is not null;

    internal static void ApplyOwnership(this ModelBuilder builder, FinancbaseDbContext context)
    {
        foreach (var type in builder.Model.GetEntityTypes().Where(type => type.BaseType is null).ToList())
        {
            if (type.IsMultiTenant())
            {
                ApplyFilterMethod.MakeGenericMethod(type.ClrType).Invoke(null, [builder, context]);
            }

            if (type.ClrType.IsAssignableTo(typeof(AggregateRoot)))
            {
                builder.Entity(type.ClrType).Ignore(nameof(AggregateRoot.Events));

                // Whoever changes an aggregate that somebody changed meanwhile is refused, unless the aggregate says itself by what.
                if (!type.GetProperties().Any(property => property.IsConcurrencyToken))
                    builder.Entity(type.ClrType).Property<uint>("Version").IsRowVersion();
            }
        }
    }

    private static readonly MethodInfo ApplyFilterMethod =
        typeof(OwnershipModel).GetMethod(nameof(ApplyFilter), BindingFlags.NonPublic | BindingFlags.Static)!;

    // The context itself is captured, so that EF reads its current organization anew at each query.
    private static void ApplyFilter<T>(ModelBuilder builder, FinancbaseDbContext context)
        where T : class, IOrganizationOwned
    {
        Expression<Func<T, bool>> filter = row => row.OrganizationId == context.CurrentOrganizationId;
        builder.Entity<T>().HasQueryFilter(FilterName, filter);
    }
}
