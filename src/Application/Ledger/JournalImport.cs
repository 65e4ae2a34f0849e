using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Entries">How many transactions would come in.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Accounts">By the journal’s names, with the account of the chart.</param>
/// <param name="Faults">Why nothing comes in; by line.</param>
public sealed record JournalPreview(int Entries, DateOnly? From, DateOnly? To, IReadOnlyList<JournalAccount> Accounts, IReadOnlyList<PlainFault> Faults);

/// <param name="Name">In the journal.</param>
/// <param name="Code">In the chart.</param>
/// <param name="Title">What the account is called there.</param>
/// <param name="Type">Of the account.</param>
/// <param name="IsNew">It is opened.</param>
public sealed record JournalAccount(string Name, string Code, string Title, AccountType Type, bool IsNew);

/// <summary>Reads a journal and finds the accounts of the chart that its names mean: by code, by name, or new ones.</summary>
internal sealed class JournalImport(IRepository<Account> accounts, ForeignAccounts foreign, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    // A chart with more cannot be matched with a journal.
    private const int MostAccounts = 5_000;

    public async Task<(PlainJournal Journal, IReadOnlyList<(PlainAccount Plain, Account Account, bool IsNew)> Accounts, IReadOnlyList<PlainFault> Faults)> ReadAsync(string text, PlainFormat? format, CancellationToken ct)
    {
        var journal = PlainJournalReader.Read(text, tenant.Tenant!.BaseCurrency, format);
        var faults = journal.Faults.ToList();
        var chart = (await accounts.ListAsync(new Chart(), ct)).ToList();
        var used = journal.Entries.SelectMany(entry => entry.Postings).Select(posting => posting.Account).ToHashSet();
        var found = new List<(PlainAccount, Account, bool)>();
        foreach (var plain in journal.Accounts.Where(account => used.Contains(account.Name) || account.Name.Contains(':', StringComparison.Ordinal)))
        {
            try
            {
                var known = Find(plain, chart);
                var account = known ?? Open(plain, chart);
                if (known is null)
                    chart.Add(account);
                if (chart.Count > MostAccounts)
                {
                    faults.Add(new(plain.Line, $"With these the chart would have more than {MostAccounts} accounts."));
                    break;
                }

                found.Add((plain, account, known is null));
            }
            catch (DomainException refused)
            {
                faults.Add(new(plain.Line, refused.Error.Fields is { Count: > 0 } fields ? fields.First().Value[0] : refused.Error.Message));
            }
        }

        faults.AddRange(await InOtherCurrencyAsync(journal, found, ct));
        return (journal, found, [.. faults.OrderBy(fault => fault.Line).Take(PlainJournalReader.MostFaults)]);
    }

    // As the ledger would refuse it, with the line.
    private async Task<IEnumerable<PlainFault>> InOtherCurrencyAsync(PlainJournal journal, IEnumerable<(PlainAccount Plain, Account Account, bool IsNew)> found, CancellationToken ct)
    {
        var byName = found.Where(one => !one.IsNew).ToDictionary(one => one.Plain.Name, one => one.Account.Id);
        var foreigners = await foreign.FindAsync([.. byName.Values.Distinct()], ct);
        return
            from entry in journal.Entries
            from posting in entry.Postings
            where byName.ContainsKey(posting.Account)
            from currency in foreigners[byName[posting.Account]]
            where posting.Original?.Currency != currency
            select new PlainFault(entry.Line, LedgerErrors.CurrencyNeeded(currency).Message);
    }

    /// <exception cref="DomainException"><c>forbidden</c>: accounts are opened by those who may change the chart.</exception>
    public void RequireMayOpen()
    {
        if (!principal.Current.Rights.Decide(Permissions.Ledger.Manage, null).IsAllowed())
            throw new DomainException(Error.Forbidden(Permissions.Ledger.Manage));
    }

    private static Account? Find(PlainAccount plain, List<Account> chart)
    {
        var (code, title) = Named(plain);
        var known = code is null
            ? chart.Find(account => string.Equals(account.Name, title, StringComparison.OrdinalIgnoreCase) && (plain.Type is null || account.Type == plain.Type))
            : chart.Find(account => account.Code == code);
        if (known is null)
            return null;
        if (plain.Type is { } type && known.Type != type)
            throw Fault($"“{plain.Name}” is {Word(type)}, but {known.Code} {known.Name} of the chart is {Word(known.Type)}.");
        return known.IsArchived ? throw Fault($"{known.Code} {known.Name} is archived. Restore it, or name another account.") : known;
    }

    private Account Open(PlainAccount plain, List<Account> chart)
    {
        var type = plain.Type ?? throw Fault($"“{plain.Name}” begins with none of assets, liabilities, equity, revenues and expenses. Declare it: account {plain.Name}  ; type: A");
        var (code, title) = Named(plain);
        return Account.Open(tenant.OrganizationId, code ?? Free(type, chart), title, SubtypeOf(plain, type), null);
    }

    // What the journal says apart; else what stands behind the type: a code and a name, a code alone, or a name that may have parents.
    private static (string? Code, string Title) Named(PlainAccount plain)
    {
        var rest = plain.Name.Contains(':', StringComparison.Ordinal) ? plain.Name[(plain.Name.IndexOf(':', StringComparison.Ordinal) + 1)..] : plain.Name;
        var words = rest.Split(' ', 2);
        var (code, title) = Account.IsCode(words[0]) && words[0].Any(char.IsAsciiDigit)
            ? (words[0], words.Length > 1 ? words[1].Trim() : words[0])
            : (null, rest.Replace(":", ", ", StringComparison.Ordinal).Trim());
        return (plain.Code ?? (plain.Title is null ? code : null), plain.Title ?? title);
    }

    private static string Free(AccountType type, List<Account> chart)
    {
        var codes = chart.Select(account => account.Code).ToHashSet();
        var first = type switch { AccountType.Asset => 1, AccountType.Liability => 2, AccountType.Equity => 3, AccountType.Revenue => 4, AccountType.Expense => 6 } * 10_000;
        return Enumerable.Range(first + 1, 9_999).Select(code => code.ToString(System.Globalization.CultureInfo.InvariantCulture)).First(code => !codes.Contains(code));
    }

    private static AccountSubtype SubtypeOf(PlainAccount plain, AccountType type) => type switch
    {
        AccountType.Asset => plain.IsMoney || Says(plain, "bank", "checking", "savings") ? AccountSubtype.Bank : Says(plain, "cash") ? AccountSubtype.Cash : AccountSubtype.OtherCurrentAsset,
        AccountType.Liability => AccountSubtype.OtherCurrentLiability,
        AccountType.Equity => Says(plain, "opening") ? AccountSubtype.OpeningBalances : AccountSubtype.Capital,
        AccountType.Revenue => AccountSubtype.Sales,
        AccountType.Expense => AccountSubtype.OperatingExpense,
    };

    private static bool Says(PlainAccount plain, params string[] words) => words.Any(word => $"{plain.Name} {plain.Title}".Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Word(AccountType type) => type switch
    {
        AccountType.Asset => "an asset",
        AccountType.Liability => "a liability",
        AccountType.Equity => "equity",
        AccountType.Revenue => "revenue",
        AccountType.Expense => "an expense",
    };

    private static DomainException Fault(string reason) => new(Error.Validation("text", reason));

    private sealed class Chart : Specification<Account>
    {
        public Chart() => Query.OrderBy(account => account.Code).Take(MostAccounts + 1);
    }
}
