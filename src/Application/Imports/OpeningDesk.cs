using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>As of which day open documents move in, and what they are worth then. The opening balances say what nothing else says, so not what documents bring.</summary>
internal sealed class OpeningDesk(
    IMovedIn movedIn, IPostingAccounts posting, IExchangeRates rates, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant)
{
    public string Base => tenant.Tenant!.BaseCurrency.Code;

    /// <param name="said">The day, where somebody says it; otherwise that of the opening balances.</param>
    /// <param name="control">Where what the documents are about stands.</param>
    /// <param name="currencies">In which they are.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><c>imports.balance_says_it</c>, <c>ledger.no_posting_account</c>, <c>validation_error</c>.</exception>
    public async Task<Opening> ReadAsync(DateOnly? said, PostingRole control, IEnumerable<string> currencies, CancellationToken ct)
    {
        var accounts = await posting.ReadAsync(ct);
        _ = accounts[PostingRole.OpeningBalances];
        var balances = (await movedIn.ReadAsync(MovingIn.Balances, ct)).SingleOrDefault();
        if (balances is not null && balances.Postings.Any(one => one.Account == accounts[control]))
            throw new DomainException(ImportErrors.BalanceSaysIt(control.Words()));

        var day = said ?? balances?.Date ?? throw new DomainException(Error.Validation("day", "Say as of which day they are open: the day of your opening balances."));
        if (day.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("day", "Choose a day between 1900 and 2199."));
        if (balances is not null && balances.Date != day)
            throw new DomainException(Error.Validation("day", $"Your opening balances are of {balances.Date:yyyy-MM-dd}. What was open moves in as of the same day."));

        var known = new Dictionary<Currency, decimal?>();
        foreach (var code in currencies.Distinct(StringComparer.Ordinal))
        {
            if (Currency.TryParse(code, out var currency))
                known[currency] = await RateAsync(currency, day, ct);
        }

        var organization = await organizations.FindAsync(tenant.OrganizationId, ct);
        return new Opening(day, DocumentNumber.FiscalYearOf(day.AddDays(1), organization!.FiscalYearStartMonth), accounts, tenant.Tenant!.BaseCurrency, known);
    }

    // That there is none is a fault of the rows in that currency, and of no others.
    private async Task<decimal?> RateAsync(Currency currency, DateOnly day, CancellationToken ct)
    {
        try
        {
            return await rates.FindAsync(currency, day, ct);
        }
        catch (DomainException)
        {
            return null;
        }
    }
}

/// <param name="Day">Of the opening balances.</param>
/// <param name="FiscalYear">In which documents are numbered here from then on.</param>
/// <param name="Accounts">Where the product posts by itself.</param>
/// <param name="Base">The base currency.</param>
/// <param name="Rates">Of that day; null where none is known.</param>
internal sealed record Opening(DateOnly Day, int FiscalYear, PostingAccounts Accounts, Currency Base, IReadOnlyDictionary<Currency, decimal?> Rates)
{
    public AccountId Account => Accounts[PostingRole.OpeningBalances];

    /// <exception cref="DomainException"><c>money.out_of_range</c>.</exception>
    public OpeningItem Item(Money open) => new(Day, ExchangeRate.Convert(open, Rates[open.Currency]!.Value, Base));
}
