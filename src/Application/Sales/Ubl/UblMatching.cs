using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>Finds what a file means among what the organization has.</summary>
internal sealed class UblMatching(
    IRepository<Customer> customers, IReadRepository<Customer> known, IReadRepository<TaxRate> rates, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    // Tax numbers are sealed, so they are compared one by one.
    private const int MostCompared = 5_000;

    /// <exception cref="DomainException"><c>sales.ubl_customer_unknown</c>; <c>forbidden</c>, where adding customers is not allowed to whoever asks.</exception>
    public async Task<Customer> CustomerAsync(CustomerTerms wanted, bool add, CancellationToken ct)
    {
        if (wanted.TaxId is { } number && (await known.ListAsync(new WithTaxNumber(), ct)).FirstOrDefault(customer => Plain(customer.TaxId) == Plain(number)) is { } same)
            return same;
        if ((await known.ListAsync(new Named(wanted.Name), ct)) is [{ } named, ..])
            return named;
        if (!add)
            throw new DomainException(SalesErrors.UblCustomerUnknown(wanted.Name));
        if (!principal.Current.Permissions.Contains(Permissions.Customers.Manage))
            throw new DomainException(Error.Forbidden(Permissions.Customers.Manage));

        var added = Customer.Add(tenant.OrganizationId, wanted);
        customers.Add(added);
        return added;
    }

    /// <summary>Null for what is no matter for the tax.</summary>
    /// <exception cref="DomainException"><c>sales.ubl_rate_unknown</c>.</exception>
    public async Task<IReadOnlyDictionary<UblTax, TaxTerms?>> RatesAsync(IReadOnlyList<UblTax> wanted, CancellationToken ct)
    {
        var inUse = (await rates.ListAsync(new InUse(), ct)).Where(rate => !rate.IsInclusive && rate.Parts.Count == 1).OrderBy(rate => rate.Name).ToList();
        var found = wanted.ToDictionary(tax => tax, tax => inUse.FirstOrDefault(rate => rate.Category == tax.Category && rate.Parts[0].Percent == tax.Percent)?.Terms);
        var missing = wanted.Where(tax => found[tax] is null && tax.Category != TaxCategory.OutOfScope).ToList();
        return missing.Count == 0 ? found : throw new DomainException(SalesErrors.UblRateUnknown(string.Join(", ", missing)));
    }

    private static string Plain(string? number) => string.Concat((number ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private sealed class WithTaxNumber : Specification<Customer>
    {
        public WithTaxNumber() => Query.Where(customer => !customer.IsArchived).OrderBy(customer => customer.Name).Take(MostCompared);
    }

    private sealed class Named : Specification<Customer>
    {
        public Named(string name) => Query.Where(customer => !customer.IsArchived && customer.Name == name).OrderBy(customer => customer.Name).Take(1);
    }

    private sealed class InUse : Specification<TaxRate>
    {
        public InUse() => Query.Where(rate => !rate.IsArchived);
    }
}
