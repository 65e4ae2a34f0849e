using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>The secrets of our mails, and how many mails strangers asked for.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261126233000_AccountLife")]
public sealed class AccountLife : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE account_tokens (
                hash bytea PRIMARY KEY,
                purpose text NOT NULL CHECK (purpose IN ('sign_up', 'reset_password', 'change_email')),
                user_id uuid REFERENCES users (id) ON DELETE CASCADE,
                email text NOT NULL,
                expires_at timestamptz NOT NULL,
                used_at timestamptz);
            CREATE INDEX ix_account_tokens_user ON account_tokens (user_id) WHERE used_at IS NULL;
            CREATE INDEX ix_account_tokens_email ON account_tokens (email) WHERE used_at IS NULL;
            CREATE INDEX ix_account_tokens_expires ON account_tokens (expires_at);
            CREATE TABLE mail_allowances (
                subject bytea PRIMARY KEY,
                mails int NOT NULL,
                ends_at timestamptz NOT NULL);
            CREATE INDEX ix_mail_allowances_ends_at ON mail_allowances (ends_at);
            """);
        migrationBuilder.Share("account_tokens", app: "SELECT, INSERT, UPDATE", system: "SELECT, DELETE");
        migrationBuilder.Share("mail_allowances", app: "SELECT, INSERT, UPDATE", system: "SELECT, DELETE");
    }
}
