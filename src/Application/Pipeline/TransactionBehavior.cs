using Financbase.Application.Persistence;

namespace Financbase.Application.Pipeline;

/// <summary>
/// Encloses everything that reads or writes organization rows, since row-level security shows none outside a
/// transaction. Commits a command that succeeded; everything else leaves no trace. What is <see cref="IReadAtOnce"/> needs none.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(IUnitOfWork unitOfWork) : Behavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IOutcome<TResponse>
{
    protected override async Task<TResponse> HandleAsync(
        TRequest request, Func<Task<TResponse>> next, CancellationToken ct)
    {
        if (request is IReadAtOnce)
            return await next();

        await using var work = await unitOfWork.BeginAsync(readOnly: request is IQuery, ct);
        try
        {
            var response = await next();
            if (response.Error is null)
            {
                await work.CommitAsync(ct);
            }
            else
            {
                await work.RollbackAsync(ct);
            }

            return response;
        }
        catch (Exception refused) when (unitOfWork.Explain(refused) is { } error)
        {
            await work.RollbackAsync(ct);
            return TResponse.Failed(error);
        }
    }
}
