using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Ubl;

/// <summary>Which files in UBL became which documents, so that none comes in twice. What is void or was deleted as a draft counts no more.</summary>
public interface IUblSources
{
    /// <summary>The document that this very file became, or one of its kind and number of the customer; null where there is neither.</summary>
    /// <param name="source">The file.</param>
    /// <param name="customer">Null where it is not known yet: then only the file itself is looked for.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<TakenUbl?> FindAsync(UblSource source, CustomerId? customer, CancellationToken ct);

    Task KeepAsync(Invoice document, UblSource source, CancellationToken ct);

    Task ForgetAsync(InvoiceId document, CancellationToken ct);
}

/// <param name="Kind">Of the document.</param>
/// <param name="Number">As its issuer numbered it.</param>
/// <param name="Hash">SHA-256 of the file.</param>
public sealed record UblSource(InvoiceKind Kind, string Number, byte[] Hash);

/// <param name="Number">Ours; null for a draft.</param>
/// <param name="IssueDate">Its day.</param>
public sealed record TakenUbl(string? Number, DateOnly IssueDate);
