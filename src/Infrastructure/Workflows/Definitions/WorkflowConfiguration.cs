using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Workflows.Definitions;

internal sealed class WorkflowConfiguration : IEntityTypeConfiguration<Workflow>
{
    public static SealedProperty<Workflow> HookToken { get; } = SealedProperty<Workflow>.OfText(
        new SealedColumn("workflows", "hook_sealed", "workflow addresses"), workflow => workflow.HookToken, workflow => workflow.Id.Value);

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
        HookToken.Configure(builder);
        builder.Property(row => row.HookHash).HasMaxLength(32).IsHiddenInAudit();
        builder.HasIndex(row => row.HookHash).IsUnique().HasDatabaseName("ux_workflows_hook");
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
