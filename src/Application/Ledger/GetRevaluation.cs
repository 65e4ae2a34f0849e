using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>What is held in other currencies at the end of a day, what the books keep it for, and what it is worth then.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetRevaluation(DateOnly Day) : IQuery<RevaluationView>;

/// <param name="Day">At the end of this day.</param>
/// <param name="Lines">By account and currency.</param>
/// <param name="Difference">What is gained, or below zero lost, if it were sold at these rates.</param>
/// <param name="EntryId">The entry that says so in the books, once it is posted; where it was corrected, the last one.</param>
/// <param name="ReversalId">The entry of the next day that takes it back.</param>
/// <param name="IsOutdated">Rates or holdings of the day changed since it was posted: posted again, it is corrected.</param>
public sealed record RevaluationView(
    DateOnly Day, IReadOnlyList<RevaluationLine> Lines, Money Difference, JournalEntryId? EntryId, JournalEntryId? ReversalId, bool IsOutdated);

/// <param name="Account">Where it is held.</param>
/// <param name="Original">In its own currency; above zero a debit.</param>
/// <param name="Kept">What the books keep it for.</param>
/// <param name="Rate">Base units for one unit of its currency.</param>
/// <param name="Worth">At that rate.</param>
/// <param name="Difference">Worth less kept.</param>
public sealed record RevaluationLine(AccountName Account, Money Original, Money Kept, decimal Rate, Money Worth, Money Difference);

/// <summary>A kind of thing that is held in other currencies. Each that is registered is revalued.</summary>
public interface IForeignHoldings
{
    /// <summary>Of the current organization at the end of the day, without what an earlier revaluation added.</summary>
    Task<IReadOnlyList<ForeignHolding>> ReadAsync(DateOnly day, CancellationToken ct);
}

internal sealed class GetRevaluationValidator : AbstractValidator<GetRevaluation>
{
    public GetRevaluationValidator() => RuleFor(report => report.Day).Must(date => date.Year is >= 1900 and <= 2199).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class GetRevaluationHandler(RevaluationDesk desk) : IHandler<GetRevaluation, RevaluationView>
{
    public async Task<Result<RevaluationView>> Handle(GetRevaluation request, CancellationToken cancellationToken) =>
        await desk.ViewAsync(request.Day, await desk.ReadAsync(request.Day, cancellationToken), cancellationToken);
}

/// <summary>Reads holdings and rates, and shows what they come to.</summary>
internal sealed class RevaluationDesk(
    IEnumerable<IForeignHoldings> all, IExchangeRates rates, ILedger ledger, ILedgerReports reports, IPostingAccounts postingAccounts, IMultiTenantContextAccessor tenant)
{
    private Currency Base => tenant.Tenant!.BaseCurrency;

    /// <exception cref="DomainException"><c>ledger.no_exchange_rate</c>.</exception>
    public async Task<IReadOnlyList<RevaluedHolding>> ReadAsync(DateOnly day, CancellationToken ct)
    {
        var holdings = new List<ForeignHolding>();
        foreach (var some in all)
            holdings.AddRange((await some.ReadAsync(day, ct)).Where(holding => holding.Original.Minor != 0 || holding.Kept.Minor != 0));
        var known = new Dictionary<Currency, decimal>();
        foreach (var currency in holdings.Select(holding => holding.Original.Currency).Distinct())
            known[currency] = await rates.FindAsync(currency, day, ct);
        return Revaluation.Of(holdings, known, Base);
    }

    /// <summary>What of it is not in the books of the day, and the entries that are, those that corrected it last.</summary>
    /// <exception cref="DomainException"><c>ledger.no_posting_account</c>.</exception>
    public async Task<(IReadOnlyList<Posting> Missing, IReadOnlyList<JournalEntry> Posted)> MissingAsync(DateOnly day, IReadOnlyList<RevaluedHolding> revalued, CancellationToken ct)
    {
        var posted = await PostedAsync(day, ct);
        var wanted = Revaluation.Postings(revalued, (await postingAccounts.ReadAsync(ct))[PostingRole.ExchangeDifferences]);
        return (posted.Count == 0 ? wanted : Revaluation.Correction(wanted, posted), posted);
    }

    private async Task<IReadOnlyList<JournalEntry>> PostedAsync(DateOnly day, CancellationToken ct)
    {
        var posted = new List<JournalEntry>();
        while (await ledger.FindAsync(Revaluation.DocumentOf(day, posted.Count), ct) is { } entry)
            posted.Add(entry);
        return posted;
    }

    public async Task<RevaluationView> ViewAsync(DateOnly day, IReadOnlyList<RevaluedHolding> revalued, CancellationToken ct)
    {
        var entry = await PostedAsync(day, ct) is [.., var last] ? await reports.FindEntryAsync(last.Id, ct) : null;
        var isOutdated = entry is not null && (await MissingAsync(day, revalued, ct)).Missing.Count > 0;
        var lines = new List<RevaluationLine>();
        foreach (var one in revalued)
        {
            var account = (await reports.FindAccountAsync(one.Holding.Account, ct))!;
            lines.Add(new(new(account.Id, account.Code, account.Name, account.Type), one.Holding.Original, one.Holding.Kept, one.Rate, one.Worth, one.Difference));
        }

        return new RevaluationView(
            day, [.. lines.OrderBy(line => line.Account.Code, StringComparer.Ordinal).ThenBy(line => line.Original.Currency.Code, StringComparer.Ordinal)],
            new Money(revalued.Sum(one => one.Difference.Minor), Base), entry?.Id, entry?.ReversedBy, isOutdated);
    }
}
