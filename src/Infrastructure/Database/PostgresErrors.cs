using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Database;

/// <summary>What a named constraint means to a person, registered by the feature that owns the table.</summary>
public sealed record ConstraintMeaning(string Constraint, Error Error);

/// <summary>Translates what the database refuses.</summary>
public sealed class PostgresErrors(IEnumerable<ConstraintMeaning> meanings)
{
    private readonly Dictionary<string, Error> _meanings =
        meanings.ToDictionary(meaning => meaning.Constraint, meaning => meaning.Error);

    public Error? Explain(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => Error.Conflict(
            "changed_meanwhile", "Somebody else changed this meanwhile; load it again and repeat your change."),
        _ => Find(exception) switch
        {
            { ConstraintName: { } name } refused when _meanings.TryGetValue(name, out var error)
                && refused.SqlState.StartsWith("23", StringComparison.Ordinal) => error,
            { SqlState: PostgresErrorCodes.UniqueViolation } => Error.Conflict("already_exists", "This exists already."),
            { SqlState: PostgresErrorCodes.ForeignKeyViolation } => Error.Conflict(
                "still_referenced", "Something else refers to this, or what it refers to is gone."),
            { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => new Error(
                "text_not_storable", "A text holds a character that cannot be kept, such as U+0000.", ErrorKind.Validation),
            { SqlState: PostgresErrorCodes.CheckViolation } => Error.Rule("refused_by_rule", "A rule of the books refuses this."),
            _ => null,
        },
    };

    public static bool IsRepeatable(Exception exception) => Find(exception)?.SqlState
        is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private static PostgresException? Find(Exception? exception) =>
        exception as PostgresException ?? (exception is null ? null : Find(exception.InnerException));
}
