using Financbase.Application.Pipeline;
using Financbase.Infrastructure.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Database;

/// <summary>The model outside the running product: for migrations and for <c>dotnet ef</c>, which needs no database.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<FinancbaseDbContext>
{
    private static readonly ServiceProvider IdentitySettings =
        new ServiceCollection().Configure<IdentityOptions>(IdentityTables.ChooseSchema).BuildServiceProvider();

    public FinancbaseDbContext CreateDbContext(string[] args) => Create("Host=localhost");

    public static FinancbaseDbContext Create(string connectionString) => new(
        new DbContextOptionsBuilder<FinancbaseDbContext>()
            .UseNpgsql(connectionString)
            .UseSnakeCaseNamingConvention()
            .UseApplicationServiceProvider(IdentitySettings)
            .Options,
        new WorkContext());
}
