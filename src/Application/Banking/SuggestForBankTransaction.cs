using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>What a line most likely is, best first.</summary>
[RequirePermission(Permissions.Banking.Categorize)]
public sealed record SuggestForBankTransaction(BankTransactionId Id) : IQuery<IReadOnlyList<LineSuggestion>>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

public enum SuggestionKind
{
    Rule,
    Transfer,
    History,
    Invoice,
    Bill,
    Entry,
}

/// <param name="Id">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Vendor">To whom it is owed.</param>
/// <param name="Open">How much.</param>
/// <param name="DueDate">The last day to pay.</param>
public sealed record OpenBill(BillId Id, string Number, VendorName Vendor, Money Open, DateOnly DueDate);

/// <param name="Id">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="Customer">Who owes it.</param>
/// <param name="Open">How much.</param>
/// <param name="DueDate">The last day to pay.</param>
public sealed record OpenInvoice(InvoiceId Id, string Number, CustomerName Customer, Money Open, DateOnly DueDate);

/// <param name="Kind">Where it comes from.</param>
/// <param name="Score">0 to 100: how likely it is.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Account">Where the line would be posted.</param>
/// <param name="Counterpart">The line that would be the other end of a transfer.</param>
/// <param name="Rule">The rule that says so. One without an account excludes the line.</param>
/// <param name="Invoice">The invoice that the line would pay, or a part of it.</param>
/// <param name="Bill">The bill that the line would pay, or a part of it.</param>
/// <param name="Entry">The entry that the line would show: it is in the books already.</param>
/// <param name="Project">What it would be counted by, if by one.</param>
public sealed record LineSuggestion(
    SuggestionKind Kind, int Score, string Reason, AccountName? Account = null, BankTransactionView? Counterpart = null, BankRuleId? Rule = null,
    OpenInvoice? Invoice = null, OpenBill? Bill = null, MatchableEntry? Entry = null, ProjectName? Project = null);

internal sealed class SuggestForBankTransactionHandler(BankDesk desk, ILineSuggestions suggestions, IMatchableEntries entries, ICurrentPrincipal principal)
    : IHandler<SuggestForBankTransaction, IReadOnlyList<LineSuggestion>>
{
    public async Task<Result<IReadOnlyList<LineSuggestion>>> Handle(SuggestForBankTransaction request, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(request.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");
        if (line.Status != BankTransactionStatus.Unreviewed)
            return new List<LineSuggestion>();

        var rights = principal.Current.Rights;
        var found = await suggestions.FindAsync(line, rights.Reach(Permissions.Banking.Categorize), cancellationToken);
        if (rights.MayHold(Permissions.Invoices.Read) && rights.MayHold(Permissions.Payments.Record))
            found = [.. found, .. await suggestions.FindInvoicesAsync(line, cancellationToken)];
        if (rights.MayHold(Permissions.Bills.Read) && rights.MayHold(Permissions.VendorPayments.Record))
            found = [.. found, .. await suggestions.FindBillsAsync(line, cancellationToken)];
        if (rights.MayHold(Permissions.Ledger.Read))
            found = [.. found, .. (await entries.FindAsync(line, null, cancellationToken)).Select(entry => entry.ToSuggestion(line.Date))];
        return found.OrderByDescending(suggestion => suggestion.Score).ToList();
    }
}

public interface ILineSuggestions
{
    /// <param name="line">That nobody has dealt with.</param>
    /// <param name="reach">The bank accounts in which the other end of a transfer is looked for.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<LineSuggestion>> FindAsync(BankTransaction line, Reach reach, CancellationToken ct);

    /// <summary>Open invoices that money which came in may be for; none for money that went out.</summary>
    Task<IReadOnlyList<LineSuggestion>> FindInvoicesAsync(BankTransaction line, CancellationToken ct);

    /// <summary>Open bills that money which went out may be for; none for money that came in.</summary>
    Task<IReadOnlyList<LineSuggestion>> FindBillsAsync(BankTransaction line, CancellationToken ct);
}
