using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Pipeline;

/// <summary>Turns the domain's exceptions into results: the only place that does.</summary>
internal sealed class DomainErrorsBehavior<TRequest, TResponse> : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        try
        {
            return await next();
        }
        catch (DomainException refused)
        {
            return TResponse.Failed(refused.Error);
        }
    }
}
