using Financbase.Domain.Organizations;
using Financbase.Domain.Secrets;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Secrets;

internal sealed class OrganizationSecretConfiguration : IEntityTypeConfiguration<OrganizationSecret>
{
    public const string NameIndex = "ux_organization_secrets_name";

    public static SealedProperty<OrganizationSecret> Value { get; } = SealedProperty<OrganizationSecret>.OfText(
        new SealedColumn("organization_secrets", "value_sealed", "secrets"),
        secret => secret.Value, secret => secret.Id.Value, isWriteOnly: true);

    public void Configure(EntityTypeBuilder<OrganizationSecret> builder)
    {
        builder.ToTable("organization_secrets").IsMultiTenant().IsAudited("secret", nameof(OrganizationSecret.Name));
        builder.HasKey(secret => new { secret.OrganizationId, secret.Id });
        builder.Property(secret => secret.Name).HasMaxLength(OrganizationSecret.LongestName).IsShownInAudit();
        builder.Property(secret => secret.Description).HasMaxLength(OrganizationSecret.LongestDescription).IsShownInAudit();
        Value.Configure(builder);
        builder.HasIndex(secret => new { secret.OrganizationId, secret.Name }).IsUnique().HasDatabaseName(NameIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(secret => secret.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
