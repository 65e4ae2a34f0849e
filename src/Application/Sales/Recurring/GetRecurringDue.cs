using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>
/// What invoices that recurring ones will make come to, by the weeks of a forecast in which they are due: on the days and by the terms by which they will be made, taxed as
/// the rates are now, in the base currency by the rate that holds on their day as far as it is known. What could not be made as things stand is left out.
/// </summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetRecurringDue(DateOnly Today) : IQuery<IReadOnlyList<DueInWeek>>;

/// <param name="Id">The template.</param>
/// <param name="Schedule">On which days.</param>
/// <param name="NextOn">The first of them.</param>
/// <param name="Made">How many there were before.</param>
/// <param name="Gross">What each comes to, as the rates were when it was written.</param>
/// <param name="PaymentDays">The template’s, else the customer’s; null where neither says.</param>
public sealed record ComingInvoices(RecurringInvoiceId Id, Recurrence Schedule, DateOnly NextOn, int Made, Money Gross, int? PaymentDays);

internal sealed class GetRecurringDueHandler(IRecurringInvoices books, IReadRepository<TaxRate> rates, IExchangeRates exchange, IMultiTenantContextAccessor tenant)
    : IHandler<GetRecurringDue, IReadOnlyList<DueInWeek>>
{
    public async Task<Result<IReadOnlyList<DueInWeek>>> Handle(GetRecurringDue request, CancellationToken cancellationToken)
    {
        var (last, currency) = (CashForecast.LastDay(request.Today), tenant.Tenant!.BaseCurrency);
        var coming = await books.ListComingAsync(last, cancellationToken);
        if (coming.Count == 0)
            return Array.Empty<DueInWeek>();

        var terms = (await rates.ListAsync(new RatesInUse(), cancellationToken)).ToDictionary(rate => rate.Id, rate => rate.Terms);
        var retaxed = await books.ReadRetaxedAsync(last, terms, cancellationToken);
        var worth = await exchange.ReadAsync(
            [.. coming.Select(one => one.Gross.Currency).Distinct().Where(other => other != currency)], coming.Min(one => one.NextOn), last, cancellationToken);
        return CashForecast.ByWeek(request.Today, coming.SelectMany(DueOf)).ToArray();

        IEnumerable<(DateOnly Day, long Minor)> DueOf(ComingInvoices template) =>
            GrossOf(template.Gross, [.. retaxed[template.Id]], terms) is not { Minor: > 0 } gross ? [] :
                from day in template.Schedule.From(template.NextOn, template.Made).TakeWhile(day => day <= last)
                let known = gross.Currency == currency ? gross : worth.Convert(gross, day, currency)
                where known is not null
                select (DocumentReferences.DueAfter(day, template.PaymentDays), known.Value.Minor);
    }

    // Null where a line names a rate that is not in use.
    private static Money? GrossOf(Money written, IReadOnlyList<InvoiceLine> lines, Dictionary<TaxRateId, TaxTerms> terms) =>
        lines.Count == 0 ? written
        : lines.Any(line => line.Line.Tax is { } tax && !terms.ContainsKey(tax.Id)) ? null
        : DocumentTotals.Of(written.Currency, [.. lines.Select(line => line.Line.Tax is { } tax ? line.Line with { Tax = terms[tax.Id] } : line.Line)]).Gross;

    private sealed class RatesInUse : Specification<TaxRate>
    {
        public RatesInUse() => Query.Where(rate => !rate.IsArchived);
    }
}
