using System.Globalization;
using System.Text;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Financbase.Web.Pages.Banking;

/// <summary>
/// Every line that fits, as CSV, written page by page while it is read: memory stays the same for ten lines and for a
/// million.
/// </summary>
internal sealed class BankLinesCsv(ISender sender, ListBankTransactions query, string name) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{name}.csv");
        response.Headers.ContentDisposition = disposition.ToString();

        // The mark tells Excel that this is UTF-8.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteAsync("Date,Amount,Currency,Description,Counterparty,Reference,Status,Bank id\r\n");
        var ct = context.HttpContext.RequestAborted;
        for (var page = query.Page; ;)
        {
            var lines = await sender.Send(query with { Page = page }, ct);
            if (lines.Error is { } error)
            {
                // What was sent must not pass for the whole.
                throw new DomainException(error);
            }

            foreach (var line in lines.Value.Items)
            {
                await writer.WriteAsync(Row(line));
            }

            await writer.FlushAsync(ct);
            if (lines.Value.NextCursor is not { } next)
            {
                return;
            }

            page = page with { Cursor = next };
        }
    }

    private static string Row(BankTransactionView line) => string.Join(
        ',',
        line.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), line.Amount.ToPlainString(), line.Amount.Currency.Code,
        CsvText.Of(line.Description), CsvText.Of(line.Counterparty), CsvText.Of(line.Reference), line.Status.ToString().ToLowerInvariant(), CsvText.Of(line.BankId)) + "\r\n";
}
