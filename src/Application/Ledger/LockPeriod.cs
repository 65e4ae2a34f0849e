using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using FluentValidation;

namespace Financbase.Application.Ledger;

/// <summary>Closes the books through a day, or opens them again after an earlier one.</summary>
/// <param name="Through">The last closed day; null opens everything.</param>
[RequirePermission(Permissions.Ledger.Close)]
[Audited("books.lock", "Changed up to which day the books are closed")]
public sealed record LockPeriod(DateOnly? Through) : ICommand<PeriodLock>;

/// <param name="LockedThrough">Nothing is posted on this day or before it; null while everything is open.</param>
public sealed record PeriodLock(DateOnly? LockedThrough);

internal sealed class LockPeriodValidator : AbstractValidator<LockPeriod>
{
    public LockPeriodValidator() => RuleFor(period => period.Through)
        .Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}

internal sealed class LockPeriodHandler(
    IRepository<Books> books, IReadRepository<Books> kept, ILedger ledger, IMultiTenantContextAccessor tenant)
    : IHandler<LockPeriod, PeriodLock>
{
    public async Task<Result<PeriodLock>> Handle(LockPeriod command, CancellationToken cancellationToken)
    {
        await ledger.HoldAsync(cancellationToken);
        var found = await kept.FindAsync(new TheBooks(), cancellationToken);
        if (found is null)
        {
            found = Books.Of(tenant.OrganizationId);
            books.Add(found);
        }

        found.Lock(command.Through);
        return new PeriodLock(found.LockedThrough);
    }

    private sealed class TheBooks : SingleResultSpecification<Books>;
}
