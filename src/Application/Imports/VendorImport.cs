using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Imports;

/// <summary>Vendors, known again by their names. Where one is paid to is not changed by a file: whoever changes that should look at it.</summary>
internal sealed class VendorImport(IRepository<Vendor> vendors, IReadRepository<Account> accounts, IImportBooks books, IMultiTenantContextAccessor tenant)
    : MasterData<Vendor>(vendors, books)
{
    private IReadOnlyDictionary<string, Account> _accounts = new Dictionary<string, Account>();

    public override ImportKind Kind => ImportKind.Vendors;

    public override string Permission => Permissions.Vendors.Manage;

    public override IReadOnlyList<ImportField> Fields { get; } =
    [
        PartyFields.Name("Vendor", "vendorname", "supplier", "suppliername", "lieferant", "kreditor", "fournisseur", "proveedor"), .. PartyFields.Contact,
        ImportField.Text("iban", "IBAN", "bankaccount", "accountnumber", "kontonummer"), ImportField.Text("bic", "BIC", "swift", "swiftcode"),
        ImportField.Text("account", "Account", "accountcode", "expenseaccount", "defaultaccount", "konto", "aufwandskonto"),
    ];

    public override string? KeyOf(ImportRow row) => row["name"];

    protected override async Task ReadAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct) =>
        _accounts = await ChartInUse.ReadAsync(accounts, [AccountType.Expense, AccountType.Asset], ct);

    protected override Specification<Vendor> ByIds(Guid[] ids) => new Wanted([.. ids.Select(VendorId.From)]);

    protected override Guid IdOf(Vendor record) => record.Id.Value;

    protected override string NameOf(Vendor record) => record.Name;

    protected override Vendor? Made(ImportRow row, Vendor? known)
    {
        var before = known?.Terms ?? new VendorTerms(row["name"]!);
        var (days, account) = (row.Whole("paymentDays"), row.Named("account", _accounts, "expense or asset account in use with the code"));
        var made = row.Tried(() => Vendor.Add(tenant.OrganizationId, before with
        {
            Email = row["email"] ?? before.Email,
            Phone = row["phone"] ?? before.Phone,
            Address = PartyFields.Address(row, before.Address),
            TaxId = row["taxId"] ?? before.TaxId,
            Iban = row["iban"] ?? before.Iban,
            Bic = row["bic"] ?? before.Bic,
            PaymentDays = days ?? before.PaymentDays,
            AccountId = account?.Id ?? before.AccountId,
        }));
        if (made is not null && known is not null && (made.Iban, made.Bic) != (known.Iban, known.Bic))
            row.Note("It is paid to another account here. Compare both, and change that on the vendor’s page.");
        return made;
    }

    protected override bool IsSame(Vendor made, Vendor known) => made.Terms == known.Terms;

    protected override void Change(Vendor known, Vendor made) => known.Change(made.Terms, known.IsArchived);

    private sealed class Wanted : Specification<Vendor>
    {
        public Wanted(VendorId[] ids) => Query.Where(vendor => ids.Contains(vendor.Id));
    }
}

/// <summary>The chart by codes, as rows name accounts.</summary>
internal static class ChartInUse
{
    public static async Task<IReadOnlyDictionary<string, Account>> ReadAsync(IReadRepository<Account> accounts, AccountType[] types, CancellationToken ct) =>
        (await accounts.ListAsync(new InUse(types), ct)).ToDictionary(account => account.Code);

    private sealed class InUse : Specification<Account>
    {
        public InUse(AccountType[] types) => Query.Where(account => !account.IsArchived && types.Contains(account.Type));
    }
}
