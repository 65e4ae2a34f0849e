using Financbase.Domain.Access;
using Npgsql;

namespace Financbase.Infrastructure.Events;

/// <summary>A column with the ids of people. In a statement of many rows it goes as text, for arrays of arrays do not unnest.</summary>
internal static class PeopleColumn
{
    public static string Write(IReadOnlyList<UserId>? people) => $"{{{string.Join(',', (people ?? []).Select(person => person.Value))}}}";

    public static IReadOnlyList<UserId> Read(NpgsqlDataReader row, int column) =>
        row.GetFieldValue<Guid[]>(column) is { Length: > 0 } ids ? [.. ids.Distinct().Select(id => new UserId(id))] : [];
}
