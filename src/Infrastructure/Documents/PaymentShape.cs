using Financbase.Domain.Documents;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Documents;

/// <summary>How payments are stored, whichever way their money goes.</summary>
internal static class PaymentShape
{
    public static void IsPayment<T>(this EntityTypeBuilder<T> builder, string table, string kind)
        where T : DocumentPayment
    {
        builder.ToTable(table).IsMultiTenant().IsAudited(kind);
        builder.Property(payment => payment.Reference).HasMaxLength(DocumentPayment.LongestReference).IsHiddenInAudit();
        builder.Ignore(payment => payment.Amount).Ignore(payment => payment.Unallocated);
        builder.HasIndex(payment => new { payment.OrganizationId, payment.AccountId }).HasDatabaseName($"ix_{table}_account");
    }
}
