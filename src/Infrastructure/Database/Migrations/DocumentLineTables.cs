using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>Tables of lines that are like those of invoices, for migrations that make one.</summary>
internal static class DocumentLineTables
{
    /// <param name="migration">Takes it.</param>
    /// <param name="table">Its name.</param>
    /// <param name="owner">The column by which a line belongs to its document.</param>
    /// <param name="documents">The table of these.</param>
    public static void MakeLines(this MigrationBuilder migration, string table, string owner, string documents)
    {
        migration.Sql($"""
            CREATE TABLE {table} (
                organization_id uuid NOT NULL,
                {owner} uuid NOT NULL,
                line int NOT NULL CHECK (line > 0),
                description varchar(1000) NOT NULL,
                quantity numeric(19,6) NOT NULL,
                unit_price numeric(19,6) NOT NULL,
                discount_percent numeric(9,6) NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
                net_minor bigint NOT NULL,
                tax_rate_id uuid,
                tax jsonb,
                account_id uuid,
                item_id uuid,
                CONSTRAINT pk_{table} PRIMARY KEY (organization_id, {owner}, line),
                CONSTRAINT ck_{table}_tax CHECK ((tax IS NULL) = (tax_rate_id IS NULL)),
                CONSTRAINT fk_{table}_documents FOREIGN KEY (organization_id, {owner}) REFERENCES {documents},
                CONSTRAINT fk_{table}_tax_rates FOREIGN KEY (organization_id, tax_rate_id) REFERENCES tax_rates,
                CONSTRAINT fk_{table}_accounts FOREIGN KEY (organization_id, account_id) REFERENCES accounts,
                CONSTRAINT fk_{table}_items FOREIGN KEY (organization_id, item_id) REFERENCES items);
            """);
        foreach (var named in new[] { "tax_rate", "item", "account" })
            migration.Sql($"CREATE INDEX ix_{table}_{named} ON {table} (organization_id, {named}_id) WHERE {named}_id IS NOT NULL");
        migration.WallOff(table, app: "SELECT, INSERT, DELETE");
    }
}
