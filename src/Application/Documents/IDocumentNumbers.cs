using Financbase.Domain.Documents;

namespace Financbase.Application.Documents;

/// <summary>
/// Numbers without a gap. The counter belongs to the transaction that asks: whoever asks next waits until it ends, and gets the same
/// number where it was rolled back. Ask as late as possible.
/// </summary>
public interface IDocumentNumbers
{
    /// <param name="series">Which documents are counted together.</param>
    /// <param name="day">Of the document; its fiscal year is counted by itself.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<DocumentNumber> NextAsync(DocumentSeries series, DateOnly day, CancellationToken ct);
}
