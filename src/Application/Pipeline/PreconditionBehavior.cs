namespace Financbase.Application.Pipeline;

/// <summary>
/// Refuses a command whose caller saw another state of the resource than it has now. Of two who saw the same state and
/// say so, the second waits for the first and is then refused. A repetition of an idempotent call never comes here.
/// </summary>
internal sealed class PreconditionBehavior<TRequest, TResponse>(
    IPreconditionAccessor preconditions, IResourceLock resources, ISender sender) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (request is not ICommand || preconditions.Claim() is not { } precondition)
        {
            return await next();
        }

        await resources.HoldAsync(precondition.Resource, ct);
        return await precondition.Refusal(sender, ct) is { } refusal ? TResponse.Failed(refusal) : await next();
    }
}
