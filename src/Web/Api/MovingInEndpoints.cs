using Financbase.Application.Ledger;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>What comes from other books: <c>/api/journals</c> and <c>/api/opening-balances</c>.</summary>
internal static class MovingInEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var journals = api.MapGroup("/journals");
        journals.MapGet("/", (ApiSender sender, CancellationToken ct) => sender.Ok(new ListTakenJournals(), ct)).Sends<ListTakenJournals>();
        journals.MapPost("/", (Body<ImportJournal> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<ImportJournal>()
            .Refuses(LedgerErrors.JournalTakenIn, LedgerErrors.JournalEmpty, LedgerErrors.PeriodIsLocked)
            .Example("""{"text":"2026-01-05 * Office chairs\n    expenses:6250 Office supplies  240.00\n    assets:1010 Bank\n"}""");
        journals.MapPost("/preview", (Body<PreviewJournal> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value, ct)).Sends<PreviewJournal>()
            .Example("""{"text":"2026-01-05 * Office chairs\n    expenses:6250 Office supplies  240.00\n    assets:1010 Bank\n"}""");
        journals.MapPost("/{id:guid}/undo", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new UndoJournalImport(id), ct)).Sends<UndoJournalImport>()
            .Refuses(LedgerErrors.PeriodIsLocked);

        api.MapGet("/opening-balances", (ApiSender sender, CancellationToken ct) => sender.Ok(new GetOpeningBalances(), ct)).Sends<GetOpeningBalances>();
        api.MapPut("/opening-balances", (Body<OpeningBalancesBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(body.Value.ToCommand(), ct)).Sends<SetOpeningBalances>()
            .Refuses(LedgerErrors.OpeningBalancesBalance, LedgerErrors.CurrencyNeeded(Currency.Of("USD")), LedgerErrors.OpenDocumentsSayIt(PostingRole.Receivable), LedgerErrors.NoPostingAccount(PostingRole.OpeningBalances), LedgerErrors.AccountNotPostable, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2025-12-31","balances":[{"accountId":"0197c4a0-5e00-7000-8000-00000000000b","debit":"24310.55"}]}""");
    }
}

/// <param name="Date">The day on which the balances held.</param>
/// <param name="Balances">Each account once, with a debit or a credit.</param>
public sealed record OpeningBalancesBody(DateOnly Date, IReadOnlyList<PostingBody> Balances)
{
    internal SetOpeningBalances ToCommand() => new(Date,
    [
        .. Balances.Select(balance => balance is null
            ? throw new DomainException(Error.Validation("balances", "A balance names an account and an amount."))
            : balance.ToDraft()),
    ]);
}
