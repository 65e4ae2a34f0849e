using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>The one shape of every JSON answer under <c>/api</c>.</summary>
internal sealed record ApiSuccess(
    bool Success,
    RawJson Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RawJson? Pagination,
    string Message,
    DateTimeOffset Timestamp);

internal sealed record ApiFailure(bool Success, ApiProblem Error, DateTimeOffset Timestamp);

internal sealed record ApiProblem(string Code, string Message, ApiProblemDetails Details);

internal sealed record ApiProblemDetails(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Fields,
    string RequestId);

internal static class ApiCodes
{
    public static int Status(Error error) => error.Kind switch
    {
        ErrorKind.Validation => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Rule => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.Malformed => StatusCodes.Status400BadRequest,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
    };

    /// <summary>A domain code (<c>feature.reason</c>) goes out as it is; the general ones in capitals.</summary>
    public static string Code(Error error) => error.Code.Contains('.', StringComparison.Ordinal) ? error.Code : error.Kind switch
    {
        ErrorKind.Validation => "VALIDATION_ERROR",
        ErrorKind.Unauthenticated => "UNAUTHENTICATED",
        ErrorKind.Forbidden => "FORBIDDEN",
        ErrorKind.NotFound => "NOT_FOUND",
        ErrorKind.Conflict => "CONFLICT",
        ErrorKind.RateLimited => "RATE_LIMITED",
        ErrorKind.TooLarge => "PAYLOAD_TOO_LARGE",
        ErrorKind.UnsupportedType => "UNSUPPORTED_MEDIA_TYPE",
        ErrorKind.Malformed => "MALFORMED_REQUEST",
        ErrorKind.PreconditionFailed => "PRECONDITION_FAILED",
        ErrorKind.Rule => error.Code.ToUpperInvariant(),
    };
}
