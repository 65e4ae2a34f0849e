using Financbase.Application.Access;
using Financbase.Application.Pipeline;

namespace Financbase.Architecture.Tests.Canaries;

public sealed record UnmarkedCanary : IQuery<Done>;

[Anonymous]
public sealed record MarkedCanary : IQuery<Done>;

public class OpenCanaryHandler : IHandler<MarkedCanary, Done>
{
    public Task<Result<Done>> Handle(MarkedCanary request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}
