using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>Tells a database that cannot be reached right now from a mistake of ours.</summary>
public static class Outage
{
    /// <summary>True when nothing was refused: repeating the same request later may succeed.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        PostgresException { SqlState: ['5', '7', 'P', ..] or ['5', '3', ..] or ['0', '8', ..] } => true,
        PostgresException => false,
        NpgsqlException { IsTransient: true } => true,
        _ => Is(failure.InnerException),
    };
}
