using MediatR;

namespace Financbase.Application.Pipeline;

/// <summary>The base of the pipeline's behaviors: it alone knows the mediator's own signature.</summary>
public abstract class Behavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(
        TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        HandleAsync(request, () => next(), cancellationToken);

    protected abstract Task<TResponse> HandleAsync(TRequest request, Func<Task<TResponse>> next, CancellationToken ct);
}
