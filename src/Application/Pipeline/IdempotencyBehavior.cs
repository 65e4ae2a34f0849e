using Financbase.Application.Access;
using Financbase.Application.Idempotency;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Runs a command once per key. The key is taken and the answer stored in the transaction of the effect, so a failed
/// command leaves neither. A repetition ends here: its caller finds the first answer in <see cref="IdempotentCall.Replayed"/>.
/// </summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(
    IIdempotentCallAccessor calls, IIdempotencyStore store, ICurrentPrincipal principal) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (request is not ICommand || calls.Claim() is not { } call)
        {
            return await next();
        }

        switch (await store.TakeAsync(call, principal.Current.Id, ct))
        {
            case KeyState.InFlight:
                return TResponse.Failed(IdempotencyErrors.InFlight);
            case KeyState.Used used when !used.IsSameRequest:
                return TResponse.Failed(IdempotencyErrors.Mismatch);
            case KeyState.Used used:
                call.Replayed = used.Answer;
                return TResponse.Failed(IdempotencyErrors.Replayed);
            default:
                break;
        }

        var response = await next();
        if (response.Error is null)
        {
            call.Rendered = call.Render(response.BoxedValue);
            await store.StoreAsync(call, principal.Current.Id, call.Rendered, ct);
        }

        return response;
    }
}
