using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>A request behind a permission that can be limited by amount, which moves nothing: no limit holds it up.</summary>
public interface IMovesNothing;

/// <summary>What an act moves.</summary>
/// <param name="Amount">In any currency, whatever its sign.</param>
/// <param name="Day">By whose rate it is worked out in the base currency.</param>
public sealed record Moved(Money Amount, DateOnly Day);

/// <summary>
/// Whether a limit admits what an act moves. Every use case behind a permission that can be limited asks once, for all that it moves, before it ends; one that did
/// not ask is refused to whoever has a limit (<see cref="Pipeline.LimitBehavior{TRequest,TResponse}"/>).
/// </summary>
internal sealed class AmountLimits(ICurrentPrincipal principal, IExchangeRates rates, IMultiTenantContextAccessor tenant)
{
    /// <summary>How often was asked in this scope.</summary>
    public int Questions { get; private set; }

    /// <exception cref="DomainException"><c>access.over_limit</c>; <c>ledger.no_exchange_rate</c>, only where there is a limit.</exception>
    public Task RequireAsync(string permission, Moved moved, CancellationToken ct) => RequireAsync(permission, [moved], ct);

    /// <summary>For several things that one act moves together.</summary>
    /// <exception cref="DomainException"><c>access.over_limit</c>; <c>ledger.no_exchange_rate</c>, only where there is a limit.</exception>
    public Task RequireAsync(string permission, IReadOnlyCollection<Moved> moved, CancellationToken ct)
    {
        Questions++;
        return RequireAsync(principal.Current.Rights, permission, moved, ct);
    }

    /// <summary>The same for somebody else, who decided it.</summary>
    /// <exception cref="DomainException"><c>access.over_limit</c>; <c>ledger.no_exchange_rate</c>, only where there is a limit.</exception>
    public async Task RequireAsync(Rights rights, string permission, IReadOnlyCollection<Moved> moved, CancellationToken ct)
    {
        if (rights.LimitOf(permission) is not { } limit)
            return;

        var worth = await WorthAsync(moved, ct);
        if (!rights.Decide(permission, Resource.Moving(worth)).IsAllowed())
            throw new DomainException(AccessErrors.OverLimit(permission, worth, limit));
    }

    /// <summary>Whether somebody holds the permission for so much.</summary>
    /// <exception cref="DomainException"><c>ledger.no_exchange_rate</c>, only where there is a limit.</exception>
    public async Task<bool> AdmitsAsync(Rights rights, string permission, Moved moved, CancellationToken ct) =>
        rights.Decide(permission, rights.LimitOf(permission) is null ? null : Resource.Moving(await WorthAsync([moved], ct))).IsAllowed();

    private async Task<Money> WorthAsync(IReadOnlyCollection<Moved> moved, CancellationToken ct)
    {
        var (@base, sum) = (tenant.Tenant!.BaseCurrency, 0L);
        foreach (var (amount, day) in moved.Where(one => one.Amount.Minor != 0))
            sum = checked(sum + Math.Abs(ExchangeRate.Convert(amount, await rates.FindAsync(amount.Currency, day, ct), @base).Minor));
        return new Money(sum, @base);
    }
}
