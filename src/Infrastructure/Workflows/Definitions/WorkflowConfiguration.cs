using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Workflows.Definitions;

internal sealed class WorkflowConfiguration : IEntityTypeConfiguration<Workflow>
{
    public void Configure(EntityTypeBuilder<Workflow> builder)
    {
        builder.ToTable("workflows", table => table.HasCheckConstraint(
            "ck_workflows_published", "status IN ('draft', 'archived') OR (status IN ('published', 'paused') AND published_version IS NOT NULL)"));
        builder.IsMultiTenant().IsAudited("workflow", nameof(Workflow.Name));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.Property(row => row.Name).HasMaxLength(Limits.NameLength).IsShownInAudit();
        builder.Property(row => row.Description).HasMaxLength(Limits.DescriptionLength).IsShownInAudit();
        builder.Property(row => row.Status).HasMaxLength(20);
        // Hidden, for a request’s headers may hold a token and a mail’s text is nobody else’s; versions keep what was published.
        // Not jsonb, which would put the members of a request body in an order that its author did not choose.
        builder.Property(row => row.Draft).HasColumnType("json").IsHiddenInAudit();
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
