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
        if (await FindAsync(wanted, ct) is { } found)
            return found;
        if (!add)
            throw new DomainException(SalesErrors.UblCustomerUnknown(wanted.Name));
        if (!principal.Current.Permissions.Contains(Permissions.Customers.Manage))
            throw new DomainException(Error.Forbidden(Permissions.Customers.Manage));

        var added = Customer.Add(tenant.OrganizationId, wanted);
        customers.Add(added);
        return added;
    }

    /// <summary>The one with its tax number, else the one with its name; null where there is neither.</summary>
    public async Task<Customer?> FindAsync(CustomerTerms wanted, CancellationToken ct) =>
        wanted.TaxId is { } number && (await known.ListAsync(new WithTaxNumber(), ct)).FirstOrDefault(customer => Plain(customer.TaxId) == Plain(number)) is { } same
            ? same
            : await known.ListAsync(new Named(wanted.Name), ct) is [var named, ..] ? named : null;

    /// <summary>Taxes for which no rate in use is there.</summary>
    public async Task<IReadOnlyList<UblTax>> MissingAsync(IReadOnlyList<UblTax> wanted, CancellationToken ct) => MissingOf(wanted, await FindAsync(wanted, ct));

    /// <summary>Null for what is no matter for the tax.</summary>
    /// <exception cref="DomainException"><c>sales.ubl_rate_unknown</c>.</exception>
    public async Task<IReadOnlyDictionary<UblTax, TaxTerms?>> RatesAsync(IReadOnlyList<UblTax> wanted, CancellationToken ct)
    {
        var found = await FindAsync(wanted, ct);
        return MissingOf(wanted, found) is { Count: > 0 } missing ? throw new DomainException(SalesErrors.UblRateUnknown(string.Join(", ", missing))) : found;
    }

    private static List<UblTax> MissingOf(IReadOnlyList<UblTax> wanted, Dictionary<UblTax, TaxTerms?> found) =>
        [.. wanted.Where(tax => found[tax] is null && tax.Category != TaxCategory.OutOfScope)];

    private async Task<Dictionary<UblTax, TaxTerms?>> FindAsync(IReadOnlyList<UblTax> wanted, CancellationToken ct)
    {
        var inUse = (await rates.ListAsync(new InUse(), ct)).Where(rate => !rate.IsInclusive && rate.Parts.Count == 1).OrderBy(rate => rate.Name).ToList();
        return wanted.ToDictionary(tax => tax, tax => inUse.FirstOrDefault(rate => rate.Category == tax.Category && rate.Parts[0].Percent == tax.Percent)?.Terms);
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
