using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database;

/// <summary>What a migration says of each table it makes. A test over the catalogue fails for a table left out.</summary>
public static class Walls
{
    public const string AllRows = "SELECT, INSERT, UPDATE, DELETE";

    /// <summary>
    /// Row-level security for an organization's table: the app role sees the current organization's rows only, and none
    /// when there is no current one. <paramref name="system"/> opens it to the loops that span organizations.
    /// </summary>
    public static void WallOff(
        this MigrationBuilder migration, string table, string app = AllRows, string? system = null, string column = "organization_id")
    {
        // The sub-select makes the setting a constant of the query; the bare call is evaluated for each row.
        var own = $"{column} = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid)";
        migration.Sql($"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY organization ON {table} TO {DatabaseOptions.AppRole} USING ({own}) WITH CHECK ({own});
            CREATE POLICY owner ON {table} TO {DatabaseOptions.OwnerRole} USING (true) WITH CHECK (true);
            GRANT {app} ON {table} TO {DatabaseOptions.AppRole};
            """);
        if (system is not null)
        {
            migration.Sql($"""
                CREATE POLICY system ON {table} TO {DatabaseOptions.SystemRole} USING (true) WITH CHECK (true);
                GRANT {system} ON {table} TO {DatabaseOptions.SystemRole};
                """);
        }
    }

    /// <summary>A table that belongs to no single organization.</summary>
    public static void Share(this MigrationBuilder migration, string table, string app = AllRows, string? system = null)
    {
        migration.Sql($"GRANT {app} ON {table} TO {DatabaseOptions.AppRole};");
        if (system is not null)
        {
            migration.Sql($"GRANT {system} ON {table} TO {DatabaseOptions.SystemRole};");
        }
    }
}
