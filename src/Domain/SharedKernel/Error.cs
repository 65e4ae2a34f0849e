namespace Financbase.Domain.SharedKernel;

/// <summary>What went wrong, in a form that a page, an API answer and a log share.</summary>
/// <param name="Code">Stable, lower case, <c>feature.reason</c>, e.g. <c>banking.wrong_account</c>.</param>
/// <param name="Message">One sentence for a person: what is wrong and, where possible, what to do.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Fields">Messages per input field (JSON path or form field), for validation errors.</param>
public sealed record Error(
    string Code,
    string Message,
    ErrorKind Kind,
    IReadOnlyDictionary<string, string[]>? Fields = null)
{
    /// <summary>When trying again may help, where that can be said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Error Rule(string code, string message) => new(code, message, ErrorKind.Rule);

    public static Error Conflict(string code, string message) => new(code, message, ErrorKind.Conflict);

    public static Error NotFound(string what) => new("not_found", $"This {what} does not exist.", ErrorKind.NotFound);

    public static Error Forbidden(string permission) =>
        new("forbidden", $"You need the permission “{permission}” for this.", ErrorKind.Forbidden);

    public static Error Unauthenticated(string message = "Sign in or send a valid API key.") =>
        new("unauthenticated", message, ErrorKind.Unauthenticated);

    public static Error Validation(IReadOnlyDictionary<string, string[]> fields) =>
        new("validation_error", "Some fields need attention.", ErrorKind.Validation, fields);

    public static Error Validation(string field, string message) =>
        Validation(new Dictionary<string, string[]> { [field] = [message] });
}

/// <summary>Decides the HTTP status and how a page reacts.</summary>
public enum ErrorKind
{
    Validation,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    Rule,
    RateLimited,
    TooLarge,
    UnsupportedType,

    /// <summary>Not readable at all, such as broken JSON.</summary>
    Malformed,

    /// <summary>Changed since the version that the caller named (<c>If-Match</c>).</summary>
    PreconditionFailed,
}
