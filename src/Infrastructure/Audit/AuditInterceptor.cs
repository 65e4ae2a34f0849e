using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Audit;

/// <summary>Notes for the command under way what is saved: so no handler has to remember it.</summary>
internal sealed class AuditInterceptor(AuditFrames frames, SealedProperties seals) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (frames.Current is { } frame)
        {
            foreach (var entry in eventData.Context!.ChangeTracker.Entries())
            {
                if (AuditDiff.Of(entry, seals) is { } change)
                    frame.Add(change);
            }
        }

        return ValueTask.FromResult(result);
    }
}
