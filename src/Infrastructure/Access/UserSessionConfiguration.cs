using Financbase.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("user_sessions");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.UserId);
        builder.Property(row => row.Device).HasMaxLength(200);
        builder.Ignore(row => row.IdleLimit);
    }
}
