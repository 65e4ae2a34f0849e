using System.Text.Json;
using Financbase.Application.Idempotency;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>What a use case's value becomes on the wire.</summary>
public sealed record ApiAnswer(int Status, object? Data)
{
    public string Message { get; init; } = "Operation completed successfully";

    public string? Location { get; init; }

    public object? Pagination { get; init; }

    /// <summary>What names this state of the resource, for <c>If-Match</c>.</summary>
    public string? ETag { get; init; }

    public static ApiAnswer Ok(object? data) => new(StatusCodes.Status200OK, data);

    public static ApiAnswer Created(string location, object data) =>
        new(StatusCodes.Status201Created, data) { Location = location, Message = "Created" };

    public static ApiAnswer Accepted(string location, object data) =>
        new(StatusCodes.Status202Accepted, data) { Location = location, Message = "Accepted" };

    /// <param name="now">When.</param>
    /// <param name="tagged">Whether the answer shows what was read: its ETag is then made of all that is shown, unless it has one.</param>
    public StoredAnswer Store(DateTimeOffset now, bool tagged = false)
    {
        var data = RawJson.Of(Data);
        var pagination = Pagination is null ? null : RawJson.Of(Pagination);
        return new(
            Status,
            Location,
            JsonSerializer.Serialize(new ApiSuccess(true, data, pagination, Message, now), WireJson.Options),
            ETag ?? (tagged ? EntityTag.Of(data, pagination) : null));
    }

    internal static StoredAnswer Failure(Error error, string requestId, DateTimeOffset now) => new(
        ApiCodes.Status(error),
        null,
        JsonSerializer.Serialize(
            new ApiFailure(false, new(ApiCodes.Code(error), error.Message, new(error.Fields, requestId)), now), WireJson.Options),
        null);
}
