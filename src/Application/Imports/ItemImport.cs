using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Application.Imports;

/// <summary>What is sold, known again by its code, and without one by its name.</summary>
internal sealed class ItemImport(
    IRepository<Item> items, IReadRepository<TaxRate> rates, IReadRepository<Account> accounts, IImportBooks books, IMultiTenantContextAccessor tenant) : MasterData<Item>(items, books)
{
    private IReadOnlyDictionary<string, Account> _accounts = new Dictionary<string, Account>();
    private IReadOnlyDictionary<string, TaxRate> _rates = new Dictionary<string, TaxRate>();

    public override ImportKind Kind => ImportKind.Items;

    public override string Permission => Permissions.Items.Manage;

    public override IReadOnlyList<ImportField> Fields { get; } =
    [
        ImportField.Text("name", "Item", "itemname", "product", "productname", "article", "artikel", "bezeichnung", "produit", "title").Required(),
        ImportField.Text("code", "Code", "sku", "itemcode", "number", "itemnumber", "artikelnummer", "artikelnr", "nummer", "productcode", "référence"),
        ImportField.Amount("unitPrice", "Price", "price", "salesprice", "rate", "preis", "einzelpreis", "verkaufspreis", "nettopreis", "prix", "precio"),
        ImportField.Text("description", "Description", "salesdescription", "beschreibung", "text"),
        ImportField.Text("unit", "Unit", "unitofmeasure", "uom", "einheit", "mengeneinheit", "unité"),
        ImportField.Text("taxRate", "Tax rate", "tax", "vatrate", "taxcode", "steuersatz", "steuer", "mwst"),
        ImportField.Text("account", "Account", "accountcode", "incomeaccount", "salesaccount", "konto", "erlöskonto"),
    ];

    public override string? KeyOf(ImportRow row) => row["name"] is { } name ? row["code"] ?? name : null;

    protected override async Task ReadAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        _accounts = await ChartInUse.ReadAsync(accounts, [AccountType.Revenue], ct);
        _rates = (await rates.ListAsync(new InUse(), ct)).ToDictionary(rate => rate.Name, StringComparer.OrdinalIgnoreCase);
    }

    protected override Specification<Item> ByIds(Guid[] ids) => new Wanted([.. ids.Select(ItemId.From)]);

    protected override Guid IdOf(Item record) => record.Id.Value;

    protected override string NameOf(Item record) => record.Name;

    protected override Item? Made(ImportRow row, Item? known)
    {
        var (price, rate) = (row.Amount("unitPrice"), row.Named("taxRate", _rates, "tax rate in use called"));
        var account = row.Named("account", _accounts, "revenue account in use with the code");
        return row.Tried(() => Item.Add(tenant.OrganizationId, new ItemTerms(
            row["name"]!, price ?? known?.UnitPrice ?? 0, row["code"] ?? known?.Code, row["description"] ?? known?.Description, row["unit"] ?? known?.Unit,
            rate?.Id ?? known?.TaxRateId, account?.Id ?? known?.AccountId)));
    }

    protected override bool IsSame(Item made, Item known) => TermsOf(made) == TermsOf(known);

    protected override void Change(Item known, Item made) => known.Change(TermsOf(made), known.IsArchived);

    private static ItemTerms TermsOf(Item item) => new(item.Name, item.UnitPrice, item.Code, item.Description, item.Unit, item.TaxRateId, item.AccountId);

    private sealed class Wanted : Specification<Item>
    {
        public Wanted(ItemId[] ids) => Query.Where(item => ids.Contains(item.Id));
    }

    private sealed class InUse : Specification<TaxRate>
    {
        public InUse() => Query.Where(rate => !rate.IsArchived);
    }
}
