using System.Reflection;
using System.Text.Json;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Audit;

/// <summary>What an action was done to.</summary>
/// <param name="Kind">As aggregates are called in the log, e.g. <c>bank_account</c>.</param>
/// <param name="Id">Within the organization and kind.</param>
/// <param name="Label">What people called it at that time.</param>
public sealed record AuditTarget(string Kind, string Id, string? Label = null)
{
    /// <summary>What a command names by its first typed id; null when it has none.</summary>
    internal static AuditTarget? Of<TRequest>(TRequest request) where TRequest : notnull =>
        Naming<TRequest>.Property?.GetValue(request) is { } id ? new(Naming<TRequest>.Kind, id.ToString()!) : null;

    private static class Naming<TRequest>
    {
        public static readonly PropertyInfo? Property = typeof(TRequest).GetProperties().FirstOrDefault(property =>
            (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)));

        public static readonly string Kind = Property is null ? "" : KindOf(Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType);

        // A command of an organization that names a person means the member.
        private static string KindOf(Type id) => id == typeof(UserId) ? "member" : JsonNamingPolicy.SnakeCaseLower.ConvertName(id.Name[..^2]);
    }
}
