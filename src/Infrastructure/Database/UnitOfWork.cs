using Financbase.Application.Persistence;
using Financbase.Domain.SharedKernel;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Financbase.Infrastructure.Database;

internal sealed class UnitOfWork(
    FinancbaseDbContext context, PostgresErrors errors, CommittedWork committed) : IUnitOfWork
{
    private int _depth;
    private bool _begun;

    // Asking the context is dear in a scope that never touches the database.
    public bool IsActive => _begun && context.Database.CurrentTransaction is not null;

    public async Task<IWork> BeginAsync(bool readOnly, CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is { } outer)
        {
            if (readOnly && context.OnlyReads)
                return JoinedWork.Instance;

            await context.SaveChangesAsync(ct);
            var name = $"nested_{++_depth}";
            await outer.CreateSavepointAsync(name, ct);
            return new NestedWork(context, outer, name);
        }

        context.OnlyReads = readOnly;
        // What fails to be saved ends the work, or the nested part of it, which has a savepoint of its own.
        context.Database.AutoSavepointsEnabled = false;
        _begun = true;
        return new OutermostWork(context, await context.Database.BeginTransactionAsync(ct), committed);
    }

    public Error? Explain(Exception exception) => errors.Explain(exception);

    public bool IsRepeatable(Exception exception) => PostgresErrors.IsRepeatable(exception);

    private sealed class OutermostWork(
        FinancbaseDbContext context, IDbContextTransaction transaction, CommittedWork committed) : IWork
    {
        public async Task CommitAsync(CancellationToken ct)
        {
            await context.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            committed.Announce();
        }

        public Task RollbackAsync(CancellationToken ct) => transaction.RollbackAsync(ct);

        public ValueTask DisposeAsync() => transaction.DisposeAsync();
    }

    /// <summary>The outer one ends it.</summary>
    private sealed class JoinedWork : IWork
    {
        public static JoinedWork Instance { get; } = new();

        public Task CommitAsync(CancellationToken ct) => Task.CompletedTask;

        public Task RollbackAsync(CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class NestedWork(FinancbaseDbContext context, IDbContextTransaction outer, string savepoint) : IWork
    {
        private bool _ended;

        public async Task CommitAsync(CancellationToken ct)
        {
            await context.SaveChangesAsync(ct);
            await outer.ReleaseSavepointAsync(savepoint, ct);
            _ended = true;
        }

        // What the inner unit tracked describes rows that never came to be.
        public async Task RollbackAsync(CancellationToken ct)
        {
            await outer.RollbackToSavepointAsync(savepoint, ct);
            context.ChangeTracker.Clear();
            _ended = true;
        }

        public async ValueTask DisposeAsync()
        {
            if (_ended)
            {
                return;
            }

            try
            {
                await RollbackAsync(CancellationToken.None);
            }
            catch (Exception gone) when (gone is InvalidOperationException or NpgsqlException)
            {
                // The connection broke, and the whole transaction with it: what is on its way up says so.
            }
        }
    }
}
