using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Infrastructure.Tests.Pipeline;

/// <summary>Books one event under a name, then runs what the test wants.</summary>
[AnyMember]
[Audited("test.book", "Booked")]
public sealed record Book(string Name, Func<IServiceProvider, Task<Error?>>? Then = null) : ICommand<string>;

[AnyMember]
public sealed record TryToWrite : IQuery<Done>;

[RequirePermission("nobody:has_this")]
[Audited("test.forbidden", "Did what is forbidden")]
public sealed record Forbidden : ICommand<Done>;

internal sealed class BookHandler(IEventLog log, IServiceProvider scope) : IHandler<Book, string>
{
    public async Task<Result<string>> Handle(Book request, CancellationToken cancellationToken)
    {
        await log.AppendAsync(
            [new ApiKeyRevoked(EntityId.New<ApiKeyId>(), request.Name, "public", EntityId.New<UserId>())], cancellationToken);
        return request.Then is { } then && await then(scope) is { } error ? error : request.Name;
    }
}

internal sealed class TryToWriteHandler(FinancbaseDbContext context) : IHandler<TryToWrite, Done>
{
    public async Task<Result<Done>> Handle(TryToWrite request, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"DELETE FROM idempotency_keys", cancellationToken);
        return default(Done);
    }
}

internal sealed class ForbiddenHandler : IHandler<Forbidden, Done>
{
    public Task<Result<Done>> Handle(Forbidden request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Done>>(default(Done));
}

internal static class TestCommands
{
    public static void Add(IServiceCollection services) => services
        .AddScoped<IRequestHandler<Book, Result<string>>, BookHandler>()
        .AddScoped<IRequestHandler<TryToWrite, Result<Done>>, TryToWriteHandler>()
        .AddScoped<IRequestHandler<Forbidden, Result<Done>>, ForbiddenHandler>();

    public static Task<Result<T>> SendAsync<T>(this IServiceProvider scope, IRequest<Result<T>> request) =>
        scope.GetRequiredService<ISender>().Send(request, CancellationToken.None);

    public static async Task<Error?> FailAsync(IServiceProvider scope, string sqlState)
    {
        var database = scope.GetRequiredService<FinancbaseDbContext>().Database;
        await database.ExecuteSqlAsync($"SELECT set_config('test.sqlstate', {sqlState}, true)");
        await database.ExecuteSqlRawAsync(
            "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = current_setting('test.sqlstate'); END $$");
        return null;
    }
}
