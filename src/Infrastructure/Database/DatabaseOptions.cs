using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>The connection strings, one for each role; see docs/architecture.md, "The database wall".</summary>
/// <param name="App">For requests.</param>
/// <param name="System">For loops that span organizations.</param>
/// <param name="OwnerIfAny">For operators' verbs, such as migrations; a process that serves needs none.</param>
public sealed record DatabaseOptions(string App, string System, string? OwnerIfAny)
{
    public const string OwnerRole = "financbase_owner";
    public const string AppRole = "financbase_app";
    public const string SystemRole = "financbase_system";
    public const string JobsRole = "financbase_jobs";

    /// <exception cref="InvalidOperationException">It is not named.</exception>
    public string Owner => OwnerIfAny ?? throw Missing("FinancbaseOwner");

    /// <summary>The door of Hangfire's storage; an installation without a role for it gives it the system role's.</summary>
    public string Jobs { get; private init; } = System;

    public static DatabaseOptions From(IConfiguration configuration)
    {
        var system = Required("FinancbaseSystem");
        return new(Required("Financbase"), system, Optional("FinancbaseOwner")) { Jobs = Optional("FinancbaseJobs") ?? system };

        string Required(string name) => Optional(name) ?? throw Missing(name);

        string? Optional(string name)
        {
            if (configuration.GetConnectionString(name) is not { Length: > 0 } text)
                return null;

            // A kept session would hand one organization's setting to the next borrower of the connection.
            return new NpgsqlConnectionStringBuilder(text).NoResetOnClose
                ? throw new InvalidOperationException($"ConnectionStrings__{name} must not set “No Reset On Close”.")
                : text;
        }
    }

    private static InvalidOperationException Missing(string name) => new(
        $"Set ConnectionStrings__{name}, or start with “dotnet run --project build -- up”, which makes a database.");
}
