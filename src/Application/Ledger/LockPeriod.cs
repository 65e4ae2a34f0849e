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

/// <summary>Closes the books through a day. Books that are closed through a later one stay so.</summary>
/// <param name="Through">The last closed day.</param>
[RequirePermission(Permissions.Ledger.Close)]
[Audited("books.lock", "Closed the books through a day")]
public sealed record LockPeriod(DateOnly Through) : ICommand<PeriodLock>;

/// <summary>Opens closed books again. Days that are open stay so.</summary>
/// <param name="Through">The day that stays the last closed one; null opens everything.</param>
[RequirePermission(Permissions.Ledger.Close)]
[Audited("books.unlock", "Opened closed books again")]
public sealed record UnlockPeriod(DateOnly? Through = null) : ICommand<PeriodLock>;

/// <summary>Leaves the days through this one to those who may close the books, such as while an accountant finishes a month; everybody and everything else is refused there.</summary>
/// <param name="Through">The last such day; null leaves none.</param>
[RequirePermission(Permissions.Ledger.Close)]
[Audited("books.reserve", "Reserved days for those who close the books")]
public sealed record ReservePeriod(DateOnly? Through = null) : ICommand<PeriodLock>;

/// <param name="LockedThrough">Nothing is posted on this day or before it; null while everything is open.</param>
/// <param name="ReservedThrough">On this day and before it only those post who may close the books; null while there is none.</param>
public sealed record PeriodLock(DateOnly? LockedThrough, DateOnly? ReservedThrough)
{
    public static PeriodLock Of(Books? books) => new(books?.LockedThrough, books?.ReservedThrough);
}

internal sealed class LockPeriodValidator : AbstractValidator<LockPeriod>
{
    public const string Message = "Choose a day between 1900 and 2199.";

    public LockPeriodValidator() => RuleFor(period => period.Through).Must(date => date.Year is >= 1900 and <= 2199).WithMessage(Message);
}

internal sealed class UnlockPeriodValidator : AbstractValidator<UnlockPeriod>
{
    public UnlockPeriodValidator() => RuleFor(period => period.Through).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage(LockPeriodValidator.Message);
}

internal sealed class ReservePeriodValidator : AbstractValidator<ReservePeriod>
{
    public ReservePeriodValidator() => RuleFor(period => period.Through).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage(LockPeriodValidator.Message);
}

internal sealed class LockPeriodHandler(BooksDesk desk) : IHandler<LockPeriod, PeriodLock>
{
    public async Task<Result<PeriodLock>> Handle(LockPeriod command, CancellationToken cancellationToken)
    {
        var books = await desk.HoldAsync(cancellationToken);
        books.Lock(command.Through);
        return PeriodLock.Of(books);
    }
}

internal sealed class UnlockPeriodHandler(BooksDesk desk) : IHandler<UnlockPeriod, PeriodLock>
{
    public async Task<Result<PeriodLock>> Handle(UnlockPeriod command, CancellationToken cancellationToken)
    {
        var books = await desk.HoldAsync(cancellationToken);
        books.Unlock(command.Through);
        return PeriodLock.Of(books);
    }
}

internal sealed class ReservePeriodHandler(BooksDesk desk) : IHandler<ReservePeriod, PeriodLock>
{
    public async Task<Result<PeriodLock>> Handle(ReservePeriod command, CancellationToken cancellationToken)
    {
        var books = await desk.HoldAsync(cancellationToken);
        books.Reserve(command.Through);
        return PeriodLock.Of(books);
    }
}

/// <summary>The organization's books, for whoever closes or opens them.</summary>
internal sealed class BooksDesk(IRepository<Books> books, IReadRepository<Books> kept, ILedger ledger, IMultiTenantContextAccessor tenant)
{
    /// <summary>Waits for those who are posting, and lets nobody post until the transaction ends.</summary>
    public async Task<Books> HoldAsync(CancellationToken ct)
    {
        await ledger.HoldAsync(ct);
        var found = await kept.FindAsync(new TheBooks(), ct);
        if (found is null)
        {
            found = Books.Of(tenant.OrganizationId);
            books.Add(found);
        }

        return found;
    }

    private sealed class TheBooks : SingleResultSpecification<Books>;
}
