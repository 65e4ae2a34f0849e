using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Pages.Organizations;

/// <summary>A zip with a CSV file for each list and the files at documents, written while it is read: memory stays the same whatever there is.</summary>
internal sealed class ExportZip(ISender sender, string name) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "application/zip";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.zip");
        response.Headers.ContentDisposition = disposition.ToString();

        // .NET ends each file of a zip synchronously; that is a few bytes, all else is written asynchronously.
        context.HttpContext.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        var ct = context.HttpContext.RequestAborted;
        await using var zip = await ZipArchive.CreateAsync(response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        try
        {
            foreach (var part in ExportParts.All)
            {
                await using var file = await zip.CreateEntry($"{part.Name}.csv", CompressionLevel.Fastest).OpenAsync(ct);
                await WriteAsync(part.Name, file, ct);
            }

            await foreach (var id in FilesAsync(ct))
                await WriteFileAsync(zip, id, ct);
        }
        catch
        {
            // What was sent must not pass for the whole, and closing the zip would make it look so.
            context.HttpContext.Abort();
            throw;
        }
    }

    private async IAsyncEnumerable<Guid> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var page = await sender.Send(new ReadExport("files", cursor), ct);
            if (page.Error is { } error)
                throw new DomainException(error);
            foreach (var row in page.Value.Rows)
                yield return Guid.Parse(row[0]!);
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
    }

    // One that is lost must not keep the others: what is said of it stands in its place.
    private async Task WriteFileAsync(ZipArchive zip, Guid id, CancellationToken ct)
    {
        var content = (await sender.Send(new ReadExportedFile(new(id)), ct)).Match(found => found, lost => Encoding.UTF8.GetBytes(lost.Message));
        await using var file = await zip.CreateEntry($"files/{id}", CompressionLevel.NoCompression).OpenAsync(ct);
        await file.WriteAsync(content, ct);
    }

    private async Task WriteAsync(string part, Stream file, CancellationToken ct)
    {
        // The mark tells Excel that this is UTF-8.
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        string? cursor = null;
        do
        {
            var page = await sender.Send(new ReadExport(part, cursor), ct);
            if (page.Error is { } error)
                throw new DomainException(error);

            if (cursor is null)
                await writer.WriteAsync(string.Join(',', page.Value.Columns) + "\r\n");
            foreach (var row in page.Value.Rows)
                await writer.WriteAsync(string.Join(',', row.Select(Cell)) + "\r\n");
            await writer.FlushAsync(ct);
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);
    }

    // A text that a spreadsheet would take for a formula gets an apostrophe in front; a number is none.
    private static string Cell(string? value) => value switch
    {
        null or "" => "",
        ['=' or '+' or '-' or '@' or '\t' or '\r', ..] when !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) => Quoted("'" + value),
        _ => Quoted(value),
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
