using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Imports;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>
/// Says what accounts held when these books began: one entry, whose difference goes to the account for opening balances. Said again it takes the place of what
/// was said before, while the days of both are open; said as nothing, what was said is taken back.
/// </summary>
/// <param name="Date">The day on which the balances held.</param>
/// <param name="Balances">Each account once, with a debit or a credit.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("opening_balances.set", "Said what accounts held at the beginning")]
public sealed record SetOpeningBalances(DateOnly Date, IReadOnlyList<PostingDraft> Balances) : ICommand<OpeningBalances>;

/// <param name="EntryId">Null where nothing is said yet.</param>
/// <param name="Date">The day on which they held.</param>
/// <param name="Balances">As they were said, above zero a debit.</param>
/// <param name="Difference">What the account for opening balances got; above zero a debit.</param>
public sealed record OpeningBalances(JournalEntryId? EntryId, DateOnly? Date, IReadOnlyList<OpeningBalance> Balances, Money Difference);

/// <param name="AccountId">The account.</param>
/// <param name="Balance">Above zero a debit.</param>
/// <param name="Original">The same in another currency, if it was said.</param>
public sealed record OpeningBalance(AccountId AccountId, Money Balance, Money? Original = null);

internal sealed class SetOpeningBalancesValidator : AbstractValidator<SetOpeningBalances>
{
    public SetOpeningBalancesValidator()
    {
        RuleFor(command => command.Date).Must(date => date.Year is >= 1900 and <= 2199).WithMessage("Choose a day between 1900 and 2199.");
        RuleFor(command => command.Balances).NotNull()
            .Must(balances => balances is null || balances.Select(balance => balance?.AccountId).Distinct().Count() == balances.Count).WithMessage("Name each account once.");
        RuleForEach(command => command.Balances).Must(balance => balance is { Debit: > 0, Credit: null } or { Debit: null, Credit: > 0 })
            .WithMessage("Give either a debit or a credit, above zero.");
    }
}

internal sealed class SetOpeningBalancesHandler(
    ILedger ledger, HandPostings hand, IMovedIn movedIn, IOpenDocuments open, IPostingAccounts posting, IMultiTenantContextAccessor tenant, IEventLog events, IAuditNotes notes)
    : IHandler<SetOpeningBalances, OpeningBalances>
{
    public async Task<Result<OpeningBalances>> Handle(SetOpeningBalances command, CancellationToken cancellationToken)
    {
        // Of two who say it at once, the second replaces what the first has said.
        await ledger.HoldAsync(cancellationToken);
        var chosen = await posting.ReadAsync(cancellationToken);
        var other = chosen[PostingRole.OpeningBalances];
        var postings = hand.Read(command.Balances).ToList();
        if (postings.Any(one => one.Account == other))
            return LedgerErrors.OpeningBalancesBalance;
        foreach (var (role, kind) in new[] { (PostingRole.Receivable, ImportKind.OpenInvoices), (PostingRole.Payable, ImportKind.OpenBills) })
        {
            if (postings.Any(one => one.Account == chosen.Find(role)) && await open.AreHereAsync(kind, cancellationToken))
                return LedgerErrors.OpenDocumentsSayIt(role);
        }

        var difference = -postings.Aggregate(Money.Zero(tenant.Tenant!.BaseCurrency), (sum, one) => sum + one.Amount);
        if (difference.Minor != 0)
            postings.Add(new Posting(other, difference));

        // The past starts no automations.
        events.Origin = EventOrigin.Backfill;
        foreach (var before in await movedIn.ReadAsync(MovingIn.Balances, cancellationToken))
            await ledger.ReverseAsync(before, before.Date, "Opening balances said anew", cancellationToken);

        notes.Tell("accounts", command.Balances.Count.ToString(CultureInfo.InvariantCulture));
        if (postings.Count == 0)
            return OpeningBalancesView.Of(null, other, tenant.Tenant!.BaseCurrency);

        var round = (await movedIn.ListAsync(MovingIn.Balances, MovingIn.BalancesPrefix, cancellationToken)).Count;
        var entry = JournalEntry.Of(MovingIn.Balance(round), command.Date, "Opening balances", postings);
        await ledger.PostAsync(entry, cancellationToken);
        notes.About(new AuditTarget("journal_entry", entry.Id.ToString(), entry.Memo));
        return OpeningBalancesView.Of(entry, other, tenant.Tenant!.BaseCurrency);
    }
}

internal static class OpeningBalancesView
{
    public static OpeningBalances Of(JournalEntry? entry, AccountId? other, Currency currency) => entry is null
        ? new(null, null, [], Money.Zero(currency))
        : new(
            entry.Id, entry.Date, [.. entry.Postings.Where(posting => posting.Account != other).Select(posting => new OpeningBalance(posting.Account, posting.Amount, posting.Original))],
            entry.Postings.FirstOrDefault(posting => posting.Account == other)?.Amount ?? Money.Zero(currency));
}
