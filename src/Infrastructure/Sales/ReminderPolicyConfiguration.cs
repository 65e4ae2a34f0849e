using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class ReminderPolicyConfiguration : IEntityTypeConfiguration<ReminderPolicy>
{
    public void Configure(EntityTypeBuilder<ReminderPolicy> builder)
    {
        builder.ToTable("reminder_policies").IsMultiTenant().IsAudited("reminder_policy");
        builder.HasKey(policy => policy.OrganizationId);
        builder.Property(policy => policy.Stages).HasJson().IsShownInAudit();
        builder.Ignore(policy => policy.IsActive);
        builder.HasOne<Organization>().WithMany().HasForeignKey(policy => policy.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
