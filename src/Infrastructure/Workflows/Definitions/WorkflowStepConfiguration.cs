using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Workflows.Definitions;

internal sealed class WorkflowStepConfiguration : IEntityTypeConfiguration<WorkflowStep>
{
    public void Configure(EntityTypeBuilder<WorkflowStep> builder)
    {
        builder.ToTable("workflow_steps").IsMultiTenant()
            .IsNotAudited("Taken out of the version’s definition, whose row tells of it.");
        builder.HasKey(row => new { row.OrganizationId, row.WorkflowId, row.Version, row.Position });
        builder.Property(row => row.Key).HasMaxLength(64);
        builder.Property(row => row.Type).HasMaxLength(60);
        builder.Property(row => row.Name).HasMaxLength(Limits.NameLength);
        builder.HasIndex(row => new { row.OrganizationId, row.Type });
        builder.HasOne<WorkflowVersion>().WithMany(version => version.Steps)
            .HasForeignKey(row => new { row.OrganizationId, row.WorkflowId, row.Version });
    }
}
