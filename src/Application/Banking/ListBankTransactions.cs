using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Bank lines of the accounts that the caller may see, newest day first unless told otherwise.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListBankTransactions(
    BankTransactionFilter Filter, PageRequest Page, BankTransactionOrder Order = BankTransactionOrder.NewestFirst)
    : IQuery<Page<BankTransactionView>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("-date", "amount");

    Resource? IConcerns.Concerned => Filter.BankAccountId is { } account ? IOnBankAccount.Of(account) : null;
}

/// <summary>Lowest is the largest payment out. Amounts of several currencies stand by their numbers of minor units.</summary>
public enum BankTransactionOrder
{
    NewestFirst,
    OldestFirst,
    HighestFirst,
    LowestFirst,
}

/// <summary>
/// Which lines are wanted; null asks for all. Days and amounts include their ends; amounts are in major units of each
/// line's own currency; the text is looked for in description, counterparty and reference, whatever its case.
/// </summary>
public sealed record BankTransactionFilter(
    BankAccountId? BankAccountId = null,
    StatementImportId? ImportId = null,
    DateOnly? From = null,
    DateOnly? To = null,
    decimal? MinAmount = null,
    decimal? MaxAmount = null,
    BankTransactionStatus? Status = null,
    string? Text = null,
    BankTransactionId? Id = null);

public sealed record BankTransactionView(
    BankTransactionId Id,
    BankAccountId BankAccountId,
    DateOnly Date,
    Money Amount,
    string Description,
    string? Counterparty,
    string? Reference,
    BankTransactionStatus Status,
    StatementImportId ImportId,
    string? BankId,
    JournalEntryId? EntryId = null,
    BankTransactionId? CounterpartId = null,
    PaymentId? PaymentId = null,
    VendorPaymentId? VendorPaymentId = null);

internal sealed class ListBankTransactionsHandler(IBankingReports reports, ICurrentPrincipal principal)
    : IHandler<ListBankTransactions, Page<BankTransactionView>>
{
    public async Task<Result<Page<BankTransactionView>>> Handle(ListBankTransactions query, CancellationToken cancellationToken) =>
        await reports.ListTransactionsAsync(
            principal.Current.Rights.Reach(Permissions.Banking.Read), query.Filter, query.Order, query.Page, cancellationToken);
}
