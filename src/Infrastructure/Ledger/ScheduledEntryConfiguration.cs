using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class ScheduledEntryConfiguration : IEntityTypeConfiguration<ScheduledEntry>
{
    public void Configure(EntityTypeBuilder<ScheduledEntry> builder)
    {
        builder.ToTable("scheduled_entries").IsMultiTenant().IsAudited("scheduled_entry", nameof(ScheduledEntry.Name));
        builder.HasKey(schedule => new { schedule.OrganizationId, schedule.Id });
        builder.Property(schedule => schedule.Name).HasMaxLength(ScheduledEntry.LongestName).IsShownInAudit();
        builder.Property(schedule => schedule.FailureCode).HasMaxLength(100).IsShownInAudit();
        builder.Property(schedule => schedule.Failure).HasMaxLength(ScheduledEntry.LongestFailure).IsHiddenInAudit();
        builder.Ignore(schedule => schedule.Total).Ignore(schedule => schedule.Plan).Ignore(schedule => schedule.Next).Ignore(schedule => schedule.IsAccrual);
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.Name, schedule.Id }).HasDatabaseName("ix_scheduled_entries_name");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.StartsOn, schedule.Id }).HasDatabaseName("ix_scheduled_entries_starts_on");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.NextOn }).HasFilter("next_on IS NOT NULL").HasDatabaseName("ix_scheduled_entries_next");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.FromAccountId }).HasDatabaseName("ix_scheduled_entries_from");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.ToAccountId }).HasDatabaseName("ix_scheduled_entries_to");
        builder.HasIndex(schedule => new { schedule.OrganizationId, schedule.SourceEntryId }).HasFilter("source_entry_id IS NOT NULL").HasDatabaseName("ix_scheduled_entries_source");
        builder.HasOne<Account>().WithMany().HasForeignKey(schedule => new { schedule.OrganizationId, schedule.FromAccountId }).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_scheduled_entries_accounts_from");
        builder.HasOne<Account>().WithMany().HasForeignKey(schedule => new { schedule.OrganizationId, schedule.ToAccountId }).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_scheduled_entries_accounts_to");
        builder.HasOne<Organization>().WithMany().HasForeignKey(schedule => schedule.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
