using Financbase.Application.Events;
using Financbase.Infrastructure.Events;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>What led to an execution, as its row has it.</summary>
internal static class CauseColumns
{
    public static Cause? Read(NpgsqlDataReader row, int eventId, int depth, int submitters)
    {
        var people = PeopleColumn.Read(row, submitters);
        return row.IsDBNull(eventId) && people.Count == 0
            ? null
            : new Cause(row.IsDBNull(eventId) ? null : row.GetGuid(eventId), row.GetInt32(depth)) { People = people };
    }
}
