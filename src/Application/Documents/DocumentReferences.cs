using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>What lines of documents name, and the organization's own day, whatever the document is.</summary>
internal sealed class DocumentReferences(
    IReadRepository<TaxRate> rates, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant, TimeProvider clock)
{
    public const int UsualDays = 30;

    /// <summary>As the rates are now.</summary>
    /// <exception cref="DomainException"><c>documents.tax_rate_unknown</c>: one is archived or not there.</exception>
    public async Task<IReadOnlyDictionary<TaxRateId, TaxTerms>> TaxesAsync(IEnumerable<TaxRateId?> named, CancellationToken ct)
    {
        TaxRateId[] ids = [.. named.OfType<TaxRateId>().Distinct()];
        var found = (await rates.ListAsync(new RatesById(ids), ct)).ToDictionary(rate => rate.Id, rate => rate.Terms);
        return ids.All(found.ContainsKey) ? found : throw new DomainException(DocumentsErrors.TaxRateUnknown);
    }

    public async Task<DateOnly> TodayAsync(CancellationToken ct)
    {
        var organization = await organizations.FindAsync(tenant.OrganizationId, ct);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(organization!.TimeZone)).DateTime);
    }

    /// <summary>The last day to pay what is issued on a day.</summary>
    /// <param name="issue">The day of issue.</param>
    /// <param name="days">What was agreed; null for the usual days.</param>
    public static DateOnly DueAfter(DateOnly issue, int? days) => Later(issue, days ?? UsualDays);

    /// <summary>No day is later than the last one that there is.</summary>
    public static DateOnly Later(DateOnly day, int days) => day.Year < 2199 ? day.AddDays(days) : day;

    private sealed class RatesById : Specification<TaxRate>
    {
        public RatesById(TaxRateId[] ids) => Query.Where(rate => ids.Contains(rate.Id) && !rate.IsArchived);
    }
}
