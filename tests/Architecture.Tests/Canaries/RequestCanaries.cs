using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Architecture.Tests.Canaries;

public sealed record UnmarkedCanary : IQuery<Done>;

[Anonymous]
public sealed record MarkedCanary : IQuery<Done>;

[RequirePermission(Permissions.Banking.Read)]
public sealed record SilentCanary : IQuery<Done>;

internal sealed class SilentCanaryHandler : IHandler<SilentCanary, Done>
{
    public Task<Result<Done>> Handle(SilentCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}

[RequirePermission(Permissions.Bills.Approve)]
public sealed record LimitlessCanary : IQuery<Done>;

internal sealed class LimitlessCanaryHandler : IHandler<LimitlessCanary, Done>
{
    public Task<Result<Done>> Handle(LimitlessCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}

[AnyMember]
public sealed record UnauditedCanary : ICommand<Done>;

[AnyMember]
[Audited("bank_account.open", "Was a canary")]
public sealed record RenamedCanary : ICommand<Done>;

internal sealed class UnauditedCanaryHandler : IHandler<UnauditedCanary, Done>, IHandler<RenamedCanary, Done>
{
    public Task<Result<Done>> Handle(UnauditedCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));

    public Task<Result<Done>> Handle(RenamedCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}

public class OpenCanaryHandler : IHandler<MarkedCanary, Done>
{
    public Task<Result<Done>> Handle(MarkedCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}
