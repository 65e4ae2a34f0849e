using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;
using Financbase.Domain.Sales;

namespace Financbase.Application.Imports;

/// <summary>Customers, known again by their names.</summary>
internal sealed class CustomerImport(IRepository<Customer> customers, IImportBooks books, IMultiTenantContextAccessor tenant) : MasterData<Customer>(customers, books)
{
    public override ImportKind Kind => ImportKind.Customers;

    public override string Permission => Permissions.Customers.Manage;

    public override IReadOnlyList<ImportField> Fields { get; } = [PartyFields.Name("Customer", "customername", "client", "kunde", "debitor"), .. PartyFields.Contact];

    public override string? KeyOf(ImportRow row) => row["name"];

    protected override Specification<Customer> ByIds(Guid[] ids) => new Wanted([.. ids.Select(CustomerId.From)]);

    protected override Guid IdOf(Customer record) => record.Id.Value;

    protected override string NameOf(Customer record) => record.Name;

    protected override Customer? Made(ImportRow row, Customer? known)
    {
        var before = known?.Terms ?? new CustomerTerms(row["name"]!);
        var days = row.Whole("paymentDays");
        return row.Tried(() => Customer.Add(tenant.OrganizationId, before with
        {
            Email = row["email"] ?? before.Email,
            Phone = row["phone"] ?? before.Phone,
            Address = PartyFields.Address(row, before.Address),
            TaxId = row["taxId"] ?? before.TaxId,
            PaymentDays = days ?? before.PaymentDays,
        }));
    }

    protected override bool IsSame(Customer made, Customer known) => made.Terms == known.Terms;

    protected override void Change(Customer known, Customer made) => known.Change(made.Terms, known.IsArchived);

    private sealed class Wanted : Specification<Customer>
    {
        public Wanted(CustomerId[] ids) => Query.Where(customer => ids.Contains(customer.Id));
    }
}
