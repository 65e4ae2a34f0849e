using System.Text;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Shell;

/// <summary>How the rows of a download are written.</summary>
/// <param name="ContentType">Without the character set, which is UTF-8.</param>
/// <param name="Ending">Of the file's name.</param>
/// <param name="Head">Before the first row.</param>
/// <param name="Row">One row, with its line end.</param>
internal sealed record DownloadFormat<T>(string ContentType, string Ending, string Head, Func<T, string> Row)
{
    /// <summary>Excel takes a file for UTF-8 only when it begins with the mark.</summary>
    public bool HasMark => Ending == "csv";

    /// <summary>Of rows that are read already, such as those of a report.</summary>
    public FileContentResult Whole(IEnumerable<T> rows, string name)
    {
        var text = Encoding.UTF8.GetBytes(Head + string.Concat(rows.Select(Row)));
        return new([.. HasMark ? Encoding.UTF8.GetPreamble() : [], .. text], $"{ContentType}; charset=utf-8") { FileDownloadName = $"{name}.{Ending}" };
    }
}

/// <summary>
/// Every row that fits, written page by page while it is read: memory stays the same for ten rows and for a million. For
/// pages and for the API.
/// </summary>
internal sealed class ListDownload<T>(
    ISender sender, Func<PageRequest, IQuery<Page<T>>> query, DownloadFormat<T> format, string name) : IActionResult, IResult
{
    /// <summary>What is refused before anything is sent is a page that says so.</summary>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var first = await sender.Send(query(new PageRequest(PageRequest.MaxLimit)), http.RequestAborted);
        if (first.Error is { } error)
            http.Refuse(error);
        else
            await WriteAsync(http, first.Value);
    }

    public async Task ExecuteAsync(HttpContext httpContext) =>
        await WriteAsync(httpContext, await ReadAsync(new PageRequest(PageRequest.MaxLimit), httpContext.RequestAborted));

    private async Task WriteAsync(HttpContext httpContext, Page<T> page)
    {
        var ct = httpContext.RequestAborted;
        var response = httpContext.Response;
        response.ContentType = $"{format.ContentType}; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.{format.Ending}");
        response.Headers.ContentDisposition = disposition.ToString();
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(format.HasMark));
        await writer.WriteAsync(format.Head);
        while (true)
        {
            foreach (var row in page.Items)
                await writer.WriteAsync(format.Row(row));

            await writer.FlushAsync(ct);
            if (page.NextCursor is not { } next)
                return;

            page = await ReadAsync(new PageRequest(PageRequest.MaxLimit, next), ct);
        }
    }

    // What was sent must not pass for the whole.
    private async Task<Page<T>> ReadAsync(PageRequest page, CancellationToken ct) =>
        (await sender.Send(query(page), ct)).Match(rows => rows, error => throw new DomainException(error));
}
