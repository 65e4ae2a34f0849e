using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
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
        builder.IsMultiTenant();
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.Property(row => row.Name).HasMaxLength(Limits.NameLength);
        builder.Property(row => row.Description).HasMaxLength(Limits.DescriptionLength);
        builder.Property(row => row.Status).HasMaxLength(20);
        // Not jsonb, which would put the members of a request body in an order that its author did not choose.
        builder.Property(row => row.Draft).HasColumnType("json");
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
