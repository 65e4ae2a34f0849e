using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>Posts a bank line to one account, or to several in parts, on its own day.</summary>
/// <param name="Id">A line that nobody has dealt with.</param>
/// <param name="Splits">They come to the line's amount; a single one may leave its amount out.</param>
/// <param name="Memo">What the entry is about; null takes the line's own words.</param>
[RequirePermission(Permissions.Banking.Categorize)]
[Audited("bank_transaction.categorize", "Posted a bank line")]
public sealed record CategorizeBankTransaction(BankTransactionId Id, IReadOnlyList<SplitDraft> Splits, string? Memo = null) : ICommand<PostedLine>, IConcerns
{
    // Which account it is for is known when it is found.
    Resource? IConcerns.Concerned => null;
}

/// <param name="AccountId">An account in use.</param>
/// <param name="Amount">With the line's sign, in its currency and in major units; null for all of it.</param>
/// <param name="Memo">What this part is about.</param>
/// <param name="ProjectId">What it is counted by: a project in use.</param>
public sealed record SplitDraft(AccountId AccountId, decimal? Amount = null, string? Memo = null, ProjectId? ProjectId = null);

/// <param name="Id">The line.</param>
/// <param name="EntryId">Its entry in the books.</param>
public sealed record PostedLine(BankTransactionId Id, JournalEntryId EntryId);

internal sealed class CategorizeBankTransactionValidator : AbstractValidator<CategorizeBankTransaction>
{
    public CategorizeBankTransactionValidator()
    {
        RuleFor(line => line.Splits).NotEmpty().WithMessage("Choose an account.")
            .Must(splits => splits.Count <= BankLinePosting.MostSplits).WithMessage($"A line has at most {BankLinePosting.MostSplits} parts.")
            .Must(splits => splits.Count == 1 || splits.All(split => split?.Amount is not null)).WithMessage("Give each part its amount.");
        RuleForEach(line => line.Splits).NotNull();
    }
}

internal sealed class CategorizeBankTransactionHandler(BankDesk desk, ProjectReferences projects, IAuditNotes notes) : IHandler<CategorizeBankTransaction, PostedLine>
{
    public async Task<Result<PostedLine>> Handle(CategorizeBankTransaction command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");

        await projects.CheckAsync(command.Splits.Select(split => split.ProjectId), cancellationToken);
        var splits = command.Splits.Select(split => new LineSplit(
            split.AccountId, split.Amount is { } amount ? Money.FromAmount(amount, line.Amount.Currency) : line.Amount, split.Memo, split.ProjectId)).ToList();
        var entry = await desk.CategorizeAsync(line, splits, command.Memo, cancellationToken);
        notes.Tell("entryId", entry.Id.ToString());
        return new PostedLine(line.Id, entry.Id);
    }
}
