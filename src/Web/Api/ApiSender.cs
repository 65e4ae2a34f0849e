using Financbase.Application.Idempotency;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using MediatR;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Api;

/// <summary>Sends a use case for an endpoint and answers in the envelope; knows <c>Idempotency-Key</c>.</summary>
public sealed class ApiSender(ISender sender, WorkContext work, IHttpContextAccessor accessor, TimeProvider clock)
{
    private HttpContext Http => accessor.HttpContext!;

    public Task<IResult> Ok<T>(IRequest<Result<T>> request, CancellationToken ct) =>
        Send(request, value => ApiAnswer.Ok(value), ct);

    public Task<IResult> Page<T>(IQuery<Page<T>> query, CancellationToken ct) => Send(
        query,
        page => ApiAnswer.Ok(page.Items) with { Pagination = new { page.Limit, page.NextCursor } },
        ct);

    public async Task<IResult> Send<T>(IRequest<Result<T>> request, Func<T, ApiAnswer> answer, CancellationToken ct)
    {
        StoredAnswer Render(object? value) => answer((T)value!).Store(clock.GetUtcNow());
        var call = request is ICommand ? await IdempotencyKey.ReadAsync(Http, Render, ct) : null;
        work.Call = call;
        var result = await sender.Send(request, ct);
        work.Call = null;
        return call?.Replayed is { } replayed ? new ApiResult(replayed, replayed: true)
            : result.Error is { } error ? ApiResult.Failure(Http, error)
            : new ApiResult(call?.Rendered ?? Render(result.Value));
    }
}
