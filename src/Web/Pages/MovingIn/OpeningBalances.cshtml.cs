using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.MovingIn;

/// <summary>A field for each account of the balance sheet; more than two hundred of a kind are said by program.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[RequestFormLimits(ValueCountLimit = 4_000)]
public sealed class OpeningBalancesModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : PageModel
{
    [BindProperty]
    public OpeningBalancesInput Input { get; set; } = new();

    public OpeningBalances Known { get; private set; } = null!;

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public string Currency => tenant.Tenant!.BaseCurrency.Code;

    /// <summary>Who has no bank account in another currency sees nothing of them.</summary>
    public bool AsksForForeign { get; private set; }

    /// <summary>Where the difference goes; null where none is chosen.</summary>
    public AccountName? Other { get; private set; }

    /// <summary>What the balances come to as they stand in the form; null where they cannot be read.</summary>
    public OpeningSums? Sums { get; private set; }

    /// <summary>Why there are no sums.</summary>
    public string? Missing { get; private set; }

    public string NameOf(Guid account) => Accounts.FirstOrDefault(one => one.Id.Value == account) is { } found ? $"{found.Code} {found.Name}" : "Account";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var held = Known.Balances.ToDictionary(balance => balance.AccountId);
        Input = new()
        {
            Date = Known.Date ?? new DateOnly(clock.GetUtcNow().Year, 1, 1).AddDays(-1),
            Lines = [.. Accounts.Select(account => held.TryGetValue(account.Id, out var balance)
                ? new OpeningBalanceInput
                {
                    Account = account.Id.Value,
                    Debit = balance.Balance.Minor > 0 ? balance.Balance.ToPlainString() : null,
                    Credit = balance.Balance.Minor < 0 ? (-balance.Balance).ToPlainString() : null,
                    Foreign = balance.Original is { } original ? $"{Absolute(original).ToPlainString()} {original.Currency}" : null,
                }
                : new OpeningBalanceInput { Account = account.Id.Value })],
        };
        AddUp();
        return Page();
    }

    /// <summary>What would be posted, while it is being typed: nothing is stored.</summary>
    public async Task<IActionResult> OnPostDifferenceAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        ModelState.Clear();
        AddUp();
        return Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Difference", this) : Page();
    }

    [Sends<SetOpeningBalances>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        AddUp();
        var balances = Read();
        if (balances.Error is { } unread)
            return this.Invalid(unread);

        var said = await sender.Send(new SetOpeningBalances(Input.Date, balances.Value), ct);
        if (said.Error is { } error)
            return this.Invalid(error);

        this.Toast(said.Value.EntryId is null ? "The opening balances are taken back." : $"The opening balances are in the books; {said.Value.Difference} went to opening balances.");
        return RedirectToPage();
    }

    private Result<IReadOnlyList<PostingDraft>> Read()
    {
        var balances = new List<PostingDraft>();
        foreach (var line in Input.Lines)
        {
            if (!FormAmount.TryRead(line.Debit, out var debit) || !FormAmount.TryRead(line.Credit, out var credit))
                return Error.Validation("", "Write amounts like 1250.00.");
            if (!FormMoney.TryRead(line.Foreign, out var foreign))
                return Error.Validation("", "Write what is in another currency like 1250.00 USD.");
            if (debit is > 0 || credit is > 0)
                balances.Add(new PostingDraft(new AccountId(line.Account), debit is > 0 ? debit : null, credit is > 0 ? credit : null, Original: foreign));
        }

        // What was said by program and has no field here stays.
        var shown = Accounts.Select(account => account.Id).ToHashSet();
        balances.AddRange(Known.Balances.Where(balance => !shown.Contains(balance.AccountId)).Select(balance => new PostingDraft(
            balance.AccountId, balance.Balance.Minor > 0 ? balance.Balance.Amount : null, balance.Balance.Minor < 0 ? -balance.Balance.Amount : null,
            Original: balance.Original is { } original ? new ForeignAmount(Absolute(original).Amount, original.Currency.Code) : null)));
        return balances;
    }

    private void AddUp()
    {
        var read = Read();
        Missing = read.Error?.InWords();
        if (read.Error is not null)
            return;

        try
        {
            Sums = new(Sum(read.Value, balance => balance.Debit), Sum(read.Value, balance => balance.Credit));
        }
        catch (DomainException unfit)
        {
            Missing = unfit.Error.InWords();
        }
    }

    private Money Sum(IReadOnlyList<PostingDraft> balances, Func<PostingDraft, decimal?> side)
    {
        var currency = tenant.Tenant!.BaseCurrency;
        return Money.FromAmount(balances.Sum(balance => Money.FromAmount(side(balance) ?? 0, currency).Amount), currency);
    }

    private static Money Absolute(Money amount) => amount.Minor < 0 ? -amount : amount;

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var known = await reads.Send(new GetOpeningBalances(), ct);
        if (known.Error is { } error)
            return (IActionResult?)this.Refused(error);

        Known = known.Value;
        AsksForForeign = Known.Balances.Any(balance => balance.Original is not null) || await ForeignBanks.AreThereAsync(reads, tenant.Tenant!.BaseCurrency, ct);
        Other = (await reads.Send(new ListPostingAccounts(), ct)).Match(roles => roles, _ => []).FirstOrDefault(role => role.Role == PostingRole.OpeningBalances)?.Account;
        var first = new PageRequest(PageRequest.MaxLimit);
        foreach (var type in new[] { AccountType.Asset, AccountType.Liability, AccountType.Equity })
        {
            var found = (await reads.Send(new ListAccounts(new(Type: type, IsArchived: false), first), ct)).Match(page => page.Items, _ => []);
            Accounts = [.. Accounts, .. found.Where(account => account.Subtype != AccountSubtype.OpeningBalances)];
        }

        return null;
    }, ct);
}

/// <param name="Debit">What all debits come to.</param>
/// <param name="Credit">What all credits come to.</param>
public sealed record OpeningSums(Money Debit, Money Credit)
{
    /// <summary>What goes to the account for opening balances; above zero a debit.</summary>
    public Money Difference => Credit - Debit;
}

public sealed record OpeningBalancesInput
{
    public DateOnly Date { get; init; }

    public List<OpeningBalanceInput> Lines { get; init; } = [];
}

public sealed record OpeningBalanceInput
{
    public Guid Account { get; init; }

    public string? Debit { get; init; }

    public string? Credit { get; init; }

    /// <summary>The same in another currency, such as 1250.00 USD.</summary>
    public string? Foreign { get; init; }
}
