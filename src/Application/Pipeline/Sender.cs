using Financbase.Application.Persistence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Pipeline;

internal sealed class Sender(
    IMediator mediator, IUnitOfWork unitOfWork, WorkContext context, IServiceScopeFactory scopes) : ISender
{
    private const int MaxAttempts = 4;

    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct)
    {
        if (unitOfWork.IsActive)
        {
            return await mediator.Send(request, ct);
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var scope = Scope();
            try
            {
                return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
            }
            catch (Exception lost) when (attempt < MaxAttempts && unitOfWork.IsRepeatable(lost))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), ct);
            }
        }
    }

    public async Task<T> ReadAsync<T>(Func<ISender, Task<T>> reads, CancellationToken ct)
    {
        await using var scope = Scope();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: true, ct);
        var read = await reads(scope.ServiceProvider.GetRequiredService<ISender>());
        await work.CommitAsync(ct);
        return read;
    }

    private AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        context.CopyTo(scope.ServiceProvider.GetRequiredService<WorkContext>());
        return scope;
    }
}
