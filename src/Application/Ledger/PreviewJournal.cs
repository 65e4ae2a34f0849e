using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>What an import of a journal would do, and why it would not. Nothing is stored.</summary>
/// <param name="Text">In the format of hledger or beancount.</param>
/// <param name="Format">In which; null where the content tells.</param>
[RequirePermission(Permissions.Ledger.Post)]
public sealed record PreviewJournal(string Text, PlainFormat? Format = null) : IQuery<JournalPreview>;

internal sealed class PreviewJournalValidator : AbstractValidator<PreviewJournal>
{
    public const int Longest = 8 * 1024 * 1024;

    public PreviewJournalValidator() => RuleFor(journal => journal.Text).NotEmpty().MaximumLength(Longest).WithMessage($"A journal has 1 to {Longest} characters.");
}

internal sealed class PreviewJournalHandler(JournalImport import) : IHandler<PreviewJournal, JournalPreview>
{
    public async Task<Result<JournalPreview>> Handle(PreviewJournal request, CancellationToken cancellationToken)
    {
        var (journal, accounts, faults) = await import.ReadAsync(request.Text, request.Format, cancellationToken);
        return new JournalPreview(
            journal.Entries.Count, journal.Entries.Count > 0 ? journal.Entries.Min(entry => entry.Date) : null, journal.Entries.Count > 0 ? journal.Entries.Max(entry => entry.Date) : null,
            [.. accounts.Select(found => new JournalAccount(found.Plain.Name, found.Account.Code, found.Account.Name, found.Account.Type, found.IsNew))], faults);
    }
}
