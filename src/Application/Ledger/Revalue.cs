using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>
/// Posts what holdings in other currencies gained or lost by the end of a day, and takes it back on the next one. For a day that is revalued already, what came to be different since is posted,
/// such as by a better rate; nothing where nothing did.
/// </summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("ledger.revalue", "Revalued holdings in other currencies")]
public sealed record Revalue(DateOnly Date) : ICommand<RevaluationView>;

internal sealed class RevalueValidator : AbstractValidator<Revalue>
{
    public RevalueValidator() => RuleFor(command => command.Date).Must(date => date.Year is >= 1900 and <= 2199).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class RevalueHandler(RevaluationDesk desk, ILedger ledger, IAuditNotes notes) : IHandler<Revalue, RevaluationView>
{
    public async Task<Result<RevaluationView>> Handle(Revalue command, CancellationToken cancellationToken)
    {
        await ledger.JoinAsync(cancellationToken);
        var revalued = await desk.ReadAsync(command.Date, cancellationToken);
        await PostAsync(command.Date, revalued, cancellationToken);
        return await desk.ViewAsync(command.Date, revalued, cancellationToken);
    }

    private async Task PostAsync(DateOnly day, IReadOnlyList<RevaluedHolding> revalued, CancellationToken ct)
    {
        var (postings, posted) = await desk.MissingAsync(day, revalued, ct);
        if (postings.Count == 0)
        {
            if (posted.Count == 0)
                throw new DomainException(LedgerErrors.NothingToRevalue);
            return;
        }

        var entry = JournalEntry.Of(Revaluation.DocumentOf(day, posted.Count), day, "Revaluation of other currencies", postings);
        await ledger.PostAsync(entry, ct);
        await ledger.ReverseAsync(entry, day.AddDays(1), "Revaluation taken back", ct);
        notes.About(new AuditTarget("journal_entry", entry.Id.ToString(), entry.Memo));
        notes.Tell("total", entry.Total.ToString());
    }
}
