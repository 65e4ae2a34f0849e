using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Whether an act would be over the caller's limit, for leaving out its button. The use case decides itself.</summary>
/// <param name="Permission">What the act takes.</param>
/// <param name="Moved">What it would move.</param>
[AnyMember]
public sealed record FindMyLimit(string Permission, Moved Moved) : IQuery<MyLimit>;

/// <param name="Most">The limit, in the base currency; null where there is none.</param>
/// <param name="IsExceeded">The act would be refused.</param>
public sealed record MyLimit(Money? Most, bool IsExceeded);

internal sealed class FindMyLimitHandler(AmountLimits limits, ICurrentPrincipal principal) : IHandler<FindMyLimit, MyLimit>
{
    public async Task<Result<MyLimit>> Handle(FindMyLimit request, CancellationToken cancellationToken)
    {
        var rights = principal.Current.Rights;
        var most = rights.LimitOf(request.Permission);
        return new MyLimit(most, most is not null && !await limits.AdmitsAsync(rights, request.Permission, request.Moved, cancellationToken));
    }
}
