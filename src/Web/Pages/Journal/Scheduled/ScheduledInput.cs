using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;

namespace Financbase.Web.Pages.Journal.Scheduled;

public sealed record ScheduledInput
{
    public string? Name { get; init; }

    public ScheduledKind Kind { get; init; }

    public ScheduledMethod Method { get; init; }

    /// <summary>Its code.</summary>
    public string? FromAccount { get; init; }

    /// <summary>Its code.</summary>
    public string? ToAccount { get; init; }

    public string? Total { get; init; }

    public DateOnly? StartsOn { get; init; }

    public int Months { get; init; }

    public Guid? SourceEntryId { get; init; }

    /// <summary>
    /// What an entry suggests: what it put aside in another current asset or liability is spread from there; else the first cost or income that it booked
    /// is where the amount belongs.
    /// </summary>
    public static ScheduledInput Of(JournalEntryView entry, IReadOnlyList<AccountView> accounts)
    {
        var subtypes = accounts.ToDictionary(account => account.Id, account => account.Subtype);
        var aside = entry.Postings.FirstOrDefault(posting => subtypes.GetValueOrDefault(posting.Account.Id) switch
        {
            AccountSubtype.OtherCurrentAsset => posting.Debit is not null,
            AccountSubtype.OtherCurrentLiability or AccountSubtype.LongTermLiability => posting.Credit is not null,
            _ => false,
        });
        var booked = aside ?? entry.Postings.FirstOrDefault(posting => posting.Account.Type is AccountType.Expense or AccountType.Revenue);
        return new()
        {
            Name = entry.Memo.Length <= ScheduledEntry.LongestName ? entry.Memo : entry.Memo[..ScheduledEntry.LongestName],
            FromAccount = aside?.Account.Code,
            ToAccount = aside is null ? booked?.Account.Code : null,
            Total = (booked?.Debit ?? booked?.Credit ?? entry.Total).ToPlainString(),
            StartsOn = entry.Date,
            Months = 12,
            SourceEntryId = entry.Id.Value,
        };
    }

    public async Task<Result<ScheduledEntryDraft>> ToDraftAsync(ISender sender, CancellationToken ct)
    {
        if (!FormAmount.TryRead(Total, out var total) || total is not { } amount)
            return Error.Validation("total", "Write the amount like 1250.00.");
        if (StartsOn is not { } first)
            return Error.Validation("startsOn", "Choose a day.");

        var (from, to) = (FromAccount?.Trim() ?? "", ToAccount?.Trim() ?? "");
        var known = (await sender.Send(new ListAccounts(new(Codes: [from, to]), new PageRequest(PageRequest.MaxLimit)), ct))
            .Match(page => page.Items.ToDictionary(account => account.Code, account => account.Id), _ => []);
        if (!known.TryGetValue(from, out var fromId))
            return Unknown("fromAccount", from);
        if (!known.TryGetValue(to, out var toId))
            return Unknown("toAccount", to);

        return new ScheduledEntryDraft(
            Name ?? "", fromId, toId, amount, first, Months, Kind, Method, SourceEntryId is { } source ? new JournalEntryId(source) : null);
    }

    private static Error Unknown(string field, string code) =>
        Error.Validation(field, code.Length > 0 ? $"There is no account with the code {code}." : "Choose an account by its code.");
}
