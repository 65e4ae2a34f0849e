using Financbase.Domain.Jobs;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Jobs;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    /// <summary>The trace of the request that asked for it.</summary>
    public const string TraceParent = nameof(TraceParent);

    /// <summary>When it was handed to Hangfire last, and when its run told of itself last: the workers' own columns.</summary>
    private const string HandedAt = nameof(HandedAt);
    private const string SeenAt = nameof(SeenAt);

    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs").IsMultiTenant().IsAudited("job", nameof(Job.Title));
        builder.HasKey(job => new { job.OrganizationId, job.Id });
        builder.Property(job => job.Kind).HasMaxLength(60);
        builder.Property(job => job.Title).HasMaxLength(Job.LongestTitle).IsShownInAudit();
        builder.Property(job => job.Arguments).HasColumnType("jsonb").IsHiddenInAudit();
        builder.Property(job => job.RequestedBy).HasMaxLength(80).IsShownInAudit();
        builder.Property(job => job.Error).IsHiddenInAudit();
        builder.Property(job => job.Note).HasMaxLength(Job.LongestNote).IsShownInAudit();

        // A job that was cancelled, or begun anew, while a run worked is not that run's to end.
        builder.Property(job => job.State).HasMaxLength(20).IsConcurrencyToken();
        builder.Property(job => job.Run).IsConcurrencyToken();
        builder.Property<string?>(TraceParent).HasMaxLength(80).IsHiddenInAudit();
        builder.Property<DateTimeOffset?>(HandedAt);
        builder.Property<DateTimeOffset?>(SeenAt);
        builder.HasIndex(job => job.FinishedAt);
    }
}
