using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Workflows.Definitions;

internal sealed class WorkflowTriggerConfiguration : IEntityTypeConfiguration<WorkflowTrigger>
{
    public void Configure(EntityTypeBuilder<WorkflowTrigger> builder)
    {
        builder.ToTable("workflow_triggers").IsMultiTenant()
            .IsNotAudited("Taken out of the version’s definition, whose row tells of it.");
        builder.HasKey(row => new { row.OrganizationId, row.WorkflowId, row.Version, row.Position });
        builder.Property(row => row.Type).HasMaxLength(60);
        builder.Property(row => row.Event).HasMaxLength(Limits.NameLength);
        builder.HasIndex(row => new { row.OrganizationId, row.Event });
        builder.HasOne<WorkflowVersion>().WithMany(version => version.Triggers)
            .HasForeignKey(row => new { row.OrganizationId, row.WorkflowId, row.Version });
    }
}
