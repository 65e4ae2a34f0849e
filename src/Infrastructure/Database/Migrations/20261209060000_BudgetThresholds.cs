using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Financbase.Infrastructure.Database.Migrations;

/// <summary>A budget tells at several thresholds; what was told is known by its percentage, 101 for more than the whole.</summary>
[DbContext(typeof(FinancbaseDbContext))]
[Migration("20261209060000_BudgetThresholds")]
public sealed class BudgetThresholds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE budgets ADD threshold_percents int[];
        UPDATE budgets SET threshold_percents = ARRAY[threshold_percent];
        ALTER TABLE budgets
            ALTER threshold_percents SET NOT NULL,
            ADD CHECK (cardinality(threshold_percents) <= 5 AND 1 <= ALL (threshold_percents) AND 100 >= ALL (threshold_percents));

        ALTER TABLE budget_notices ADD percent int;
        UPDATE budget_notices n SET percent = CASE n.level WHEN 'exceeded' THEN 101 ELSE b.threshold_percent END
        FROM budgets b WHERE b.organization_id = n.organization_id AND b.id = n.budget_id;
        ALTER TABLE budget_notices
            DROP CONSTRAINT pk_budget_notices,
            DROP level,
            ALTER percent SET NOT NULL,
            ADD CHECK (percent BETWEEN 1 AND 101),
            ADD CONSTRAINT pk_budget_notices PRIMARY KEY (organization_id, budget_id, account_id, month, percent);
        ALTER TABLE budgets DROP threshold_percent;
        """);
}
