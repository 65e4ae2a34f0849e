using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Database;

internal static class JsonColumns
{
    /// <summary>Stores an immutable value as jsonb, in the JSON dialect of the API. Compared by its JSON.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property
        .HasColumnType("jsonb")
        .HasConversion(
            value => Write(value),
            json => JsonSerializer.Deserialize<T>(json, WireJson.Options)!,
            new ValueComparer<T>((one, other) => Write(one) == Write(other), value => Write(value).GetHashCode(StringComparison.Ordinal)));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);
}
