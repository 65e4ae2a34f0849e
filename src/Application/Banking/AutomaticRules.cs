using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Lets the automatic rules work on lines that were just imported. A line that cannot be posted (its day is closed, its account
/// or its project archived, its account one whose documents are open or that is kept in another currency, nothing stands for the bank account, no rate is known) is left for a person: no rule keeps a statement out.
/// </summary>
internal sealed class AutomaticRules(
    IReadRepository<BankRule> rules, IReadRepository<Account> accounts, ForeignAccounts foreign, IReadRepository<Books> books, IBankLines lines, ILedger ledger, ProjectReferences projects,
    IExchangeRates rates, DocumentAccounts documents, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    private IReadOnlyList<BankRule>? _rules;

    /// <param name="account">Whose lines they are.</param>
    /// <param name="fresh">Written in this transaction; what is posted of them is changed accordingly.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>How many lines were posted or excluded.</returns>
    public async Task<int> ApplyAsync(BankAccount account, IReadOnlyList<BankTransaction> fresh, CancellationToken ct)
    {
        _rules ??= await rules.ListAsync(new Automatic(), ct);
        (BankTransaction Line, BankRule Rule)[] fitting =
        [
            .. from line in fresh
               let rule = _rules.FirstOrDefault(rule => rule.Fits(line))
               where rule is not null
               select (line, rule),
        ];
        if (fitting.Length == 0)
            return 0;

        BankTransaction[] excluded = [.. fitting.Where(fit => fit.Rule.AccountId is null).Select(fit => fit.Line)];
        foreach (var line in excluded)
            line.Exclude();

        var posted = await PostAsync(account, [.. fitting.Where(fit => fit.Rule.AccountId is not null)], ct);
        await lines.UpdateAsync([.. excluded, .. posted], ct);
        return excluded.Length + posted.Count;
    }

    private async Task<IReadOnlyList<BankTransaction>> PostAsync(BankAccount account, (BankTransaction Line, BankRule Rule)[] fitting, CancellationToken ct)
    {
        if (account.LedgerAccountId is not { } bank || fitting.Length == 0)
            return [];

        await ledger.JoinAsync(ct);
        var closedThrough = (await books.ListAsync(new TheBooks(), ct)).SingleOrDefault()?.ClosedThrough(principal.Current.Rights.MayHold(Permissions.Ledger.Close));
        AccountId[] wanted = [.. fitting.Select(fit => fit.Rule.AccountId!.Value).Append(bank).Distinct()];
        var usable = (await accounts.ListAsync(new InUse(wanted), ct)).Select(found => found.Id).ToHashSet();
        usable.ExceptWith(await documents.InUseAsync(ct));
        var counted = await projects.InUseAsync(fitting.Select(fit => fit.Rule.ProjectId), ct);
        usable.ExceptWith((await foreign.FindAsync(wanted, ct)).Where(needed => needed.Any(currency => currency != account.Currency)).Select(needed => needed.Key));
        if (!usable.Contains(bank))
            return [];

        var entries = new List<JournalEntry>(fitting.Length);
        var posted = new List<BankTransaction>(fitting.Length);
        foreach (var (line, rule) in fitting.Where(fit => !(fit.Line.Date <= closedThrough) && usable.Contains(fit.Rule.AccountId!.Value)
            && (fit.Rule.ProjectId is not { } project || counted.Contains(project))))
        {
            if (await TryEntryAsync(line, rule, bank, ct) is not { } entry)
                continue;

            entries.Add(entry);
            posted.Add(line);
        }

        await ledger.PostAsync(entries, ct);
        foreach (var (line, entry) in posted.Zip(entries))
            line.Categorize(entry, [.. entry.Postings.Skip(1).Select(posting => posting.Account)]);
        return posted;
    }

    private async Task<JournalEntry?> TryEntryAsync(BankTransaction line, BankRule rule, AccountId bank, CancellationToken ct)
    {
        if (line.Amount.Minor == 0)
            return null;

        try
        {
            var rate = await rates.FindAsync(line.Amount.Currency, line.Date, ct);
            return BankLinePosting.Of(line, bank, [new LineSplit(rule.AccountId!.Value, line.Amount, Project: rule.ProjectId)], rate, tenant.Tenant!.BaseCurrency, rule.Memo);
        }
        catch (DomainException)
        {
            return null;
        }
    }

    private sealed class Automatic : Specification<BankRule>
    {
        public Automatic() => Query.Where(rule => rule.IsAutomatic).OrderBy(rule => rule.Priority).OrderBy(rule => rule.Id);
    }

    private sealed class TheBooks : Specification<Books>;

    private sealed class InUse : Specification<Account>
    {
        public InUse(AccountId[] ids) => Query.Where(account => ids.Contains(account.Id) && !account.IsArchived);
    }
}
