using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>The cash basis asks what was settled after a day, undone or written off, however much was settled before.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261212010000_CashBasis")]
public sealed class CashBasis : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE INDEX ix_allocations_date ON allocations (organization_id, date);
        CREATE INDEX ix_allocations_undone ON allocations (organization_id) WHERE is_undone;
        CREATE INDEX ix_bill_allocations_date ON bill_allocations (organization_id, date);
        CREATE INDEX ix_bill_allocations_undone ON bill_allocations (organization_id) WHERE is_undone;
        CREATE INDEX ix_invoices_written_off ON invoices (organization_id) WHERE written_off_minor > 0;
        """);
}
