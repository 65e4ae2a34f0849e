using Financbase.Application.Attachments;
using Financbase.Application.Idempotency;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Web.Pages.Reports;
using MediatR;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Api;

/// <summary>
/// Sends a use case for an endpoint and answers in the envelope; knows <c>Idempotency-Key</c> and <c>If-Match</c>, and
/// refuses words of the address that nobody looked at.
/// </summary>
public sealed class ApiSender(ISender sender, WorkContext work, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>Who only wants to know what would be sent.</summary>
    internal ResourceProbe? Probe { get; set; }

    private HttpContext Http => accessor.HttpContext!;

    public Task<IResult> Ok<T>(IRequest<Result<T>> request, CancellationToken ct) =>
        Send(request, value => ApiAnswer.Ok(value), ct);

    /// <summary>The file itself, without an envelope.</summary>
    public async Task<IResult> Paper(IQuery<PrintedFile> query, CancellationToken ct, string type = "application/pdf")
    {
        if (QueryWatch.Unknown(Http) is { } unknown)
            return ApiResult.Failure(Http, unknown);

        var printed = await sender.Send(query, ct);
        return printed.Error is { } error ? ApiResult.Failure(Http, error) : Results.File(printed.Value.Content, type, printed.Value.Name);
    }

    /// <summary>A file that somebody brought: always to be saved, never shown, whatever it claims to be.</summary>
    public async Task<IResult> File(IQuery<AttachedFile> query, CancellationToken ct)
    {
        if (QueryWatch.Unknown(Http) is { } unknown)
            return ApiResult.Failure(Http, unknown);

        var file = await sender.Send(query, ct);
        return file.Error is { } error ? ApiResult.Failure(Http, error) : Results.File(file.Value.Content, file.Value.MediaType, file.Value.Name);
    }

    /// <summary>In the envelope; with <c>format=csv</c> as the file that people get of it.</summary>
    internal async Task<IResult> Report<T, TRow>(IQuery<T> query, ReportFile<T, TRow> file, string name, CancellationToken ct)
    {
        if (ReportFormats.Read(Http) != ReportFormat.Csv || Probe is not null)
            return await Ok(query, ct);
        if (QueryWatch.Unknown(Http) is { } unknown)
            return ApiResult.Failure(Http, unknown);

        var report = await sender.Send(query, ct);
        if (report.Error is { } error)
            return ApiResult.Failure(Http, error);

        var csv = file.Of(report.Value, name);
        return Results.File(csv.FileContents, csv.ContentType, csv.FileDownloadName);
    }

    public Task<IResult> Page<T>(IQuery<Page<T>> query, CancellationToken ct) => Send(
        query,
        page => ApiAnswer.Ok(page.Items) with { Pagination = new { page.Limit, page.NextCursor } },
        ct);

    public async Task<IResult> Send<T>(IRequest<Result<T>> request, Func<T, ApiAnswer> answer, CancellationToken ct)
    {
        if (Probe is { } probe)
        {
            probe.TagAsync = async (inner, token) =>
            {
                var read = await inner.Send(request, token);
                return read.Error is { } error ? error : answer(read.Value).Store(clock.GetUtcNow(), tagged: true).ETag!;
            };
            return Results.Empty;
        }

        if (QueryWatch.Unknown(Http) is { } unknown)
            return ApiResult.Failure(Http, unknown);

        StoredAnswer Render(object? value) => answer((T)value!).Store(clock.GetUtcNow(), tagged: HttpMethods.IsGet(Http.Request.Method));
        var call = request is ICommand ? await IdempotencyKey.ReadAsync(Http, Render, ct) : null;
        work.Call = call;
        work.Precondition = request is ICommand ? await IfMatch.ReadAsync(this, Http) : null;
        var result = await sender.Send(request, ct);
        work.Call = null;
        work.Precondition = null;
        return call?.Replayed is { } replayed ? new ApiResult(replayed, replayed: true)
            : result.Error is { } error ? ApiResult.Failure(Http, error)
            : new ApiResult(call?.Rendered ?? Render(result.Value));
    }
}
