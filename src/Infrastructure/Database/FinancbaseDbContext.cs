using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Tenancy;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

/// <summary>Every table that EF models. Each feature's configurations stand in its own folder.</summary>
public sealed class FinancbaseDbContext(
    DbContextOptions<FinancbaseDbContext> options, IMultiTenantContextAccessor tenant)
    : IdentityUserContext<User, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Read by the named query filter at each query; empty outside an organization, so that nothing matches.</summary>
    internal OrganizationId CurrentOrganizationId => tenant.Tenant?.Id ?? default;

    /// <summary>The next transaction only reads; the database refuses anything else.</summary>
    internal bool OnlyReads { get; set; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseDomainTypes();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.NameIdentityTables();
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.ApplyConfigurationsFromAssembly(typeof(FinancbaseDbContext).Assembly);
        builder.ApplyOwnership(this);
    }
}
