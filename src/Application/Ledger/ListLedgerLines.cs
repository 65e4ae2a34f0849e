using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>The general ledger: all postings, account by account and oldest first, with the balance after each.</summary>
/// <param name="From">The first day; null for the beginning.</param>
/// <param name="To">The last day; null for the end.</param>
/// <param name="Page">Which page.</param>
/// <param name="Account">Only of this one.</param>
/// <param name="Project">Only what is counted by it, and balances of that.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListLedgerLines(DateOnly? From, DateOnly? To, PageRequest Page, AccountId? Account = null, ProjectId? Project = null) : IQuery<Page<LedgerLine>>;

/// <param name="Account">Whose.</param>
/// <param name="EntryId">The entry that the posting belongs to.</param>
/// <param name="Line">Its place in the entry, from 1.</param>
/// <param name="Date">The day of the entry.</param>
/// <param name="Memo">The posting's, else the entry's.</param>
/// <param name="Debit">Or a credit.</param>
/// <param name="Credit">Or a debit.</param>
/// <param name="Balance">Debits less credits of the account, after it.</param>
/// <param name="Source">Where the entry comes from.</param>
/// <param name="DocumentId">The document that the entry was posted for.</param>
public sealed record LedgerLine(
    AccountName Account, JournalEntryId EntryId, int Line, DateOnly Date, string Memo, Money? Debit, Money? Credit, Money Balance, JournalEntrySource Source, Guid? DocumentId);

internal sealed class ListLedgerLinesValidator : AbstractValidator<ListLedgerLines>
{
    public ListLedgerLinesValidator() => RuleFor(report => report.From).Must((report, from) => !(from > report.To)).WithMessage("The first day comes before the last one.");
}

internal sealed class ListLedgerLinesHandler(ILedgerLines lines) : IHandler<ListLedgerLines, Page<LedgerLine>>
{
    public async Task<Result<Page<LedgerLine>>> Handle(ListLedgerLines request, CancellationToken cancellationToken) =>
        await lines.ListAsync(request.Account, request.Project, request.From, request.To, request.Page, cancellationToken);
}

/// <summary>Postings of the current organization as they stand in the general ledger, read in the current transaction.</summary>
public interface ILedgerLines
{
    /// <summary>By the accounts’ codes, then oldest first. With a project, balances are those of what is counted by it.</summary>
    Task<Page<LedgerLine>> ListAsync(AccountId? account, ProjectId? project, DateOnly? from, DateOnly? to, PageRequest page, CancellationToken ct);
}

/// <summary>The same for programs, with its days around the page.</summary>
/// <param name="From">The first day; null for the beginning.</param>
/// <param name="To">The last day; null for the end.</param>
/// <param name="Page">Which page.</param>
/// <param name="Account">Only of this one.</param>
/// <param name="Project">Only what is counted by it, and balances of that.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetLedgerReport(DateOnly? From, DateOnly? To, PageRequest Page, AccountId? Account = null, ProjectId? Project = null) : IQuery<LedgerReport>;

/// <param name="From">The first day; null for the beginning.</param>
/// <param name="To">The last day; null for the end.</param>
/// <param name="Lines">By account, then oldest first.</param>
public sealed record LedgerReport(DateOnly? From, DateOnly? To, Page<LedgerLine> Lines);

internal sealed class GetLedgerReportHandler(ILedgerLines lines) : IHandler<GetLedgerReport, LedgerReport>
{
    public async Task<Result<LedgerReport>> Handle(GetLedgerReport request, CancellationToken cancellationToken) =>
        new LedgerReport(request.From, request.To, await lines.ListAsync(request.Account, request.Project, request.From, request.To, request.Page, cancellationToken));
}
