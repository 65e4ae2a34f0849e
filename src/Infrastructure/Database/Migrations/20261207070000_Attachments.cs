using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>
/// Files and notes at documents. Code names a document by kind and id; the database derives a column for each kind, whose
/// foreign key holds it to a document of the organization. Files that nothing has any more are dropped by a job.
/// </summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261207070000_Attachments")]
public sealed class Attachments : Migration
{
    private const string Documents = """
                document_kind text NOT NULL CHECK (document_kind IN ('invoice', 'bill', 'journal_entry')),
                document_id uuid NOT NULL,
                invoice_id uuid GENERATED ALWAYS AS (CASE document_kind WHEN 'invoice' THEN document_id END) STORED,
                bill_id uuid GENERATED ALWAYS AS (CASE document_kind WHEN 'bill' THEN document_id END) STORED,
                entry_id uuid GENERATED ALWAYS AS (CASE document_kind WHEN 'journal_entry' THEN document_id END) STORED
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"""
            CREATE TABLE files (
                organization_id uuid NOT NULL CONSTRAINT fk_files_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                fingerprint bytea NOT NULL,
                key_sealed bytea NOT NULL,
                media_type varchar(100) NOT NULL,
                size bigint NOT NULL CHECK (size > 0),
                has_thumbnail boolean NOT NULL,
                unused_since timestamptz,
                CONSTRAINT pk_files PRIMARY KEY (organization_id, id));
            CREATE UNIQUE INDEX ux_files_fingerprint ON files (organization_id, fingerprint);

            CREATE TABLE attachments (
                organization_id uuid NOT NULL CONSTRAINT fk_attachments_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                {Documents},
                file_id uuid NOT NULL,
                name varchar(200) NOT NULL,
                attached_by uuid,
                attached_at timestamptz NOT NULL,
                CONSTRAINT pk_attachments PRIMARY KEY (organization_id, id),
                CONSTRAINT fk_attachments_files FOREIGN KEY (organization_id, file_id) REFERENCES files,
                {Keys("attachments")});
            CREATE INDEX ix_attachments_file ON attachments (organization_id, file_id);
            {Indexes("attachments", "attached_at")}

            CREATE TABLE notes (
                organization_id uuid NOT NULL CONSTRAINT fk_notes_organizations_organization_id REFERENCES organizations ON DELETE RESTRICT,
                id uuid NOT NULL,
                {Documents},
                text varchar(4000) NOT NULL,
                written_by uuid,
                written_at timestamptz NOT NULL,
                CONSTRAINT pk_notes PRIMARY KEY (organization_id, id),
                {Keys("notes")});
            {Indexes("notes", "written_at")}
            """);
        migrationBuilder.WallOff("files", app: "SELECT, INSERT, UPDATE (key_sealed)");
        migrationBuilder.WallOff("attachments", app: "SELECT, INSERT, DELETE");
        migrationBuilder.WallOff("notes", app: "SELECT, INSERT, DELETE");
        migrationBuilder.Sql(Drop);
        migrationBuilder.Sql(Known);
    }

    private static string Keys(string table) => $"""
        CONSTRAINT fk_{table}_invoices FOREIGN KEY (organization_id, invoice_id) REFERENCES invoices ON DELETE CASCADE,
                CONSTRAINT fk_{table}_bills FOREIGN KEY (organization_id, bill_id) REFERENCES bills ON DELETE CASCADE,
                CONSTRAINT fk_{table}_journal_entries FOREIGN KEY (organization_id, entry_id) REFERENCES journal_entries
        """;

    private static string Indexes(string table, string order) => $"""
        CREATE INDEX ix_{table}_document ON {table} (organization_id, document_id, {order}, id);
            CREATE INDEX ix_{table}_at ON {table} (organization_id, {order}, id);
            CREATE INDEX ix_{table}_invoice ON {table} (organization_id, invoice_id) WHERE invoice_id IS NOT NULL;
            CREATE INDEX ix_{table}_bill ON {table} (organization_id, bill_id) WHERE bill_id IS NOT NULL;
            CREATE INDEX ix_{table}_entry ON {table} (organization_id, entry_id) WHERE entry_id IS NOT NULL;
        """;

    // A backup of the database that is a few days old still finds its contents. First the rows are held, then looked at anew:
    // whoever attaches meanwhile has the row and is waited for, or passed over.
    private const string Drop = """
        CREATE FUNCTION drop_unused_files(most int) RETURNS TABLE (organization_id uuid, id uuid)
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE held record;
        BEGIN
            UPDATE files f SET unused_since = CASE WHEN f.unused_since IS NULL THEN app_now() END
            WHERE (f.unused_since IS NULL) <> EXISTS (SELECT FROM attachments a WHERE a.organization_id = f.organization_id AND a.file_id = f.id);
            FOR held IN
                SELECT f.organization_id, f.id FROM files f WHERE f.unused_since < app_now() - interval '7 days' LIMIT most FOR UPDATE OF f SKIP LOCKED
            LOOP
                RETURN QUERY DELETE FROM files f WHERE f.organization_id = held.organization_id AND f.id = held.id
                    AND NOT EXISTS (SELECT FROM attachments a WHERE a.organization_id = f.organization_id AND a.file_id = f.id)
                    RETURNING f.organization_id, f.id;
            END LOOP;
        END $$;
        REVOKE EXECUTE ON FUNCTION drop_unused_files(int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION drop_unused_files(int) TO financbase_system;
        """;

    private const string Known = """
        CREATE FUNCTION known_files(wanted uuid[]) RETURNS SETOF uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
            SELECT f.id FROM files f WHERE f.id = ANY (wanted)
        $$;
        REVOKE EXECUTE ON FUNCTION known_files(uuid[]) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION known_files(uuid[]) TO financbase_system;
        CREATE INDEX ix_files_id ON files (id);
        """;
}
