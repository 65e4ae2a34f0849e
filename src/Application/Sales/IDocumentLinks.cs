using Financbase.Application.Tenancy;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Links that show one document to whoever has them.</summary>
public interface IDocumentLinks
{
    /// <summary>Links that an organization can make within an hour, each of which goes out with a mail.</summary>
    const int MostInAnHour = 500;

    /// <returns>The secret of a new link, which is kept nowhere.</returns>
    /// <exception cref="DomainException"><c>sales.too_many_mails</c>.</exception>
    Task<string> MakeAsync(InvoiceId invoice, CancellationToken ct);

    /// <returns>The secret of a new link, which is kept nowhere.</returns>
    /// <exception cref="DomainException"><c>sales.too_many_mails</c>.</exception>
    Task<string> MakeAsync(QuoteId quote, CancellationToken ct);

    /// <summary>Needs no organization: the secret says which one.</summary>
    Task<FoundLink?> FindAsync(string token, CancellationToken ct);

    /// <returns>False when this was noted already.</returns>
    Task<bool> NoteViewAsync(InvoiceId invoice, DateOnly day, CancellationToken ct);

    Task<bool> WasViewedAsync(InvoiceId invoice, DateOnly day, CancellationToken ct);
}

/// <param name="Tenant">Whose document it is.</param>
/// <param name="Invoice">Which invoice; or a quote.</param>
/// <param name="Quote">Which quote; or an invoice.</param>
public sealed record FoundLink(TenantInfo Tenant, InvoiceId? Invoice, QuoteId? Quote);
