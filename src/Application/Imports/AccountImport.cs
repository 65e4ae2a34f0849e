using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Imports;

/// <summary>The chart of accounts, known again by codes.</summary>
internal sealed class AccountImport(IRepository<Account> accounts, IImportBooks books, IMultiTenantContextAccessor tenant) : MasterData<Account>(accounts, books)
{
    public override ImportKind Kind => ImportKind.Accounts;

    public override string Permission => Permissions.Ledger.Manage;

    public override IReadOnlyList<ImportField> Fields { get; } =
    [
        ImportField.Text("code", "Code", "number", "accountcode", "accountnumber", "accountno", "konto", "kontonummer", "kontonr", "nummer", "compte").Required(),
        ImportField.Text("name", "Name", "account", "accountname", "kontobezeichnung", "bezeichnung", "libellé", "title").Required(),
        ImportField.Text("type", "Type", "accounttype", "subtype", "class", "category", "kontoart", "art", "typ").Required(),
        ImportField.Text("description", "Description", "beschreibung", "note", "memo"),
    ];

    public override string? KeyOf(ImportRow row) => row["name"] is not null && row["type"] is not null ? row["code"] : null;

    protected override Specification<Account> ByIds(Guid[] ids) => new Wanted([.. ids.Select(AccountId.From)]);

    protected override Guid IdOf(Account record) => record.Id.Value;

    protected override string NameOf(Account record) => $"{record.Code} {record.Name}";

    protected override Account? Made(ImportRow row, Account? known)
    {
        var subtype = AccountWording.Find(row["type"]!, known);
        if (subtype is null)
            row.Note($"“{row["type"]}” is no type. Use one of: {string.Join(", ", Enum.GetNames<AccountSubtype>().Select(Spaced))}.");
        else if (known is not null && subtype.Value.TypeOf() != known.Type)
            row.Note(LedgerErrors.AccountTypeIsFixed.Message);
        return subtype is { } one ? row.Tried(() => Account.Open(tenant.OrganizationId, row["code"]!, row["name"]!, one, row["description"] ?? known?.Description)) : null;
    }

    protected override bool IsSame(Account made, Account known) =>
        (made.Name, made.Subtype, made.Description) == (known.Name, known.Subtype, known.Description);

    protected override void Change(Account known, Account made) => known.Describe(known.Code, made.Name, made.Subtype, made.Description);

    private static string Spaced(string word) => string.Concat(word.Select((letter, place) => place > 0 && char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private sealed class Wanted : Specification<Account>
    {
        public Wanted(AccountId[] ids) => Query.Where(account => ids.Contains(account.Id));
    }
}

/// <summary>What other programs call the types of accounts.</summary>
internal static class AccountWording
{
    private static readonly Dictionary<string, AccountSubtype> Others = new()
    {
        ["asset"] = AccountSubtype.OtherCurrentAsset,
        ["currentasset"] = AccountSubtype.OtherCurrentAsset,
        ["assets"] = AccountSubtype.OtherCurrentAsset,
        ["aktiva"] = AccountSubtype.OtherCurrentAsset,
        ["prepayment"] = AccountSubtype.OtherCurrentAsset,
        ["accountsreceivable"] = AccountSubtype.Receivable,
        ["receivables"] = AccountSubtype.Receivable,
        ["forderungen"] = AccountSubtype.Receivable,
        ["fixedassets"] = AccountSubtype.FixedAsset,
        ["anlagevermögen"] = AccountSubtype.FixedAsset,
        ["kasse"] = AccountSubtype.Cash,
        ["checking"] = AccountSubtype.Bank,
        ["savings"] = AccountSubtype.Bank,
        ["liability"] = AccountSubtype.OtherCurrentLiability,
        ["liabilities"] = AccountSubtype.OtherCurrentLiability,
        ["currentliability"] = AccountSubtype.OtherCurrentLiability,
        ["passiva"] = AccountSubtype.OtherCurrentLiability,
        ["accountspayable"] = AccountSubtype.Payable,
        ["payables"] = AccountSubtype.Payable,
        ["verbindlichkeiten"] = AccountSubtype.Payable,
        ["equity"] = AccountSubtype.Capital,
        ["eigenkapital"] = AccountSubtype.Capital,
        ["revenue"] = AccountSubtype.Sales,
        ["income"] = AccountSubtype.Sales,
        ["ertrag"] = AccountSubtype.Sales,
        ["erlöse"] = AccountSubtype.Sales,
        ["expense"] = AccountSubtype.OperatingExpense,
        ["expenses"] = AccountSubtype.OperatingExpense,
        ["overhead"] = AccountSubtype.OperatingExpense,
        ["aufwand"] = AccountSubtype.OperatingExpense,
        ["costofgoodssold"] = AccountSubtype.CostOfSales,
        ["directcosts"] = AccountSubtype.CostOfSales,
    };

    /// <param name="said">A subtype, or a type; a type alone means what is usual within it, and of an account that is there what it is.</param>
    /// <param name="known">The account that is there.</param>
    public static AccountSubtype? Find(string said, Account? known)
    {
        var plain = string.Concat(said.Where(char.IsLetter)).ToLowerInvariant();
        if (known is not null && Enum.TryParse<AccountType>(plain, ignoreCase: true, out var type) && type == known.Type)
            return known.Subtype;
        return Enum.TryParse<AccountSubtype>(plain, ignoreCase: true, out var subtype) ? subtype : Others.TryGetValue(plain, out var other) ? other : null;
    }
}
