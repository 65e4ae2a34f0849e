using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Access;

internal static class IdentityTables
{
    /// <summary>Read by Identity's own model as well: its third version has the table of passkeys.</summary>
    public static void ChooseSchema(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    public static void NameIdentityTables(this ModelBuilder builder)
    {
        builder.Entity<User>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("user_passkeys");
    }
}
