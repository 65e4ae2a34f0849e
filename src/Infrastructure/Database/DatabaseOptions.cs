using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>Three connection strings, one for each role; see docs/architecture.md, "The database wall".</summary>
public sealed record DatabaseOptions(string App, string System, string Owner)
{
    public const string OwnerRole = "financbase_owner";
    public const string AppRole = "financbase_app";
    public const string SystemRole = "financbase_system";

    public static DatabaseOptions From(IConfiguration configuration)
    {
        return new(Required("Financbase"), Required("FinancbaseSystem"), Required("FinancbaseOwner"));

        string Required(string name)
        {
            var text = configuration.GetConnectionString(name) ?? throw new InvalidOperationException(
                $"Set ConnectionStrings__{name}, or start with “dotnet run --project build -- up”, which makes a database.");
            // A kept session would hand one organization's setting to the next borrower of the connection.
            return new NpgsqlConnectionStringBuilder(text).NoResetOnClose
                ? throw new InvalidOperationException($"ConnectionStrings__{name} must not set “No Reset On Close”.")
                : text;
        }
    }
}
