using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public const string CodeIndex = "ux_projects_code";

    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("projects").IsMultiTenant().IsAudited("project", nameof(Project.Name));
        builder.HasKey(project => new { project.OrganizationId, project.Id });
        builder.Property(project => project.Code).HasMaxLength(Account.LongestCode).IsShownInAudit();
        builder.Property(project => project.Name).HasMaxLength(ProjectTerms.LongestName).IsShownInAudit();
        builder.HasIndex(project => new { project.OrganizationId, project.Code }).IsUnique().HasDatabaseName(CodeIndex);
        builder.HasIndex(project => new { project.OrganizationId, project.Name, project.Id }).HasDatabaseName("ix_projects_name");
        builder.HasIndex(project => new { project.OrganizationId, project.CustomerId }).HasDatabaseName("ix_projects_customer");
        builder.HasOne<Customer>().WithMany().HasForeignKey(project => new { project.OrganizationId, project.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(project => project.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
