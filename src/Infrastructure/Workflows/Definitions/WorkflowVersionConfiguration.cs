using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Workflows.Definitions;

internal sealed class WorkflowVersionConfiguration : IEntityTypeConfiguration<WorkflowVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowVersion> builder)
    {
        builder.ToTable("workflow_versions").IsMultiTenant().IsAudited("workflow_version");
        builder.HasKey(row => new { row.OrganizationId, row.WorkflowId, row.Number });
        builder.Property(row => row.Definition).HasColumnType("json").IsHiddenInAudit();
        builder.Property(row => row.Authority).HasColumnType("json").IsShownInAudit();
        builder.HasOne<Workflow>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.WorkflowId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
