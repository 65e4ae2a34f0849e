using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Domain.Banking;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Which lines of an import start automations. The others are booked as history being filled in.</summary>
public enum Automations
{
    All,

    /// <summary>Lines dated after the latest that the account had before.</summary>
    New,
    None,
}

/// <summary>What a worker's booking knows beforehand, and whom it tells how many lines are written.</summary>
internal sealed record BookingRun(StatementImportId Id, Action<int> Written);

/// <summary>Takes a file into an account: import, lines and events in the one transaction of the use case.</summary>
internal sealed class StatementBooking(
    StatementIntake intake, IBankingReports reports, IBankLines lines, IRepository<BankAccount> accounts, IRepository<StatementImport> imports,
    IRepeatedLines repeats, AutomaticRules rules, IEventLog events, TimeProvider clock)
{
    private const int LinesAtOnce = 2_000;
    private const int RepeatsAtOnce = 20_000;

    /// <returns>Null when the account does not exist.</returns>
    public async Task<StatementImport?> BookAsync(
        BankAccountId accountId, StatementFile file, CsvProfile? profile, Automations automations, CancellationToken ct,
        BookingRun? run = null)
    {
        if (await reports.FindAccountAsync(accountId, ct) is not { } known)
        {
            return null;
        }

        // Before the lock: who waits for an account must not keep a place among the readers from everybody else.
        var survey = intake.Read(Currency.Of(known.Currency), known.CsvProfile, file, profile);
        await lines.LockAsync(accountId, ct);
        if (await accounts.FindAsync(accountId, ct) is not { } account)
        {
            return null;
        }

        var result = await intake.CompareAsync(account, survey, ct);
        result.RequireMapping(profile is not null);
        if (profile is not null)
        {
            Remember(account, profile, result.File.Format);
        }

        var import = StatementImport.Begin(
            account, new ImportedFile(result.Own.Hide(file.Name), file.Hash(), result.File.Format, result.File.Csv?.Profile), clock.GetUtcNow(), run?.Id);
        imports.Add(import);
        await InsertAsync(import, account, result.Taken, automations, run, ct);
        foreach (var chunk in result.Taken.Repeats.Chunk(RepeatsAtOnce))
        {
            await repeats.RememberAsync(import, chunk, ct);
        }

        import.Complete([.. result.Statements.Select(statement => statement.Summarize())], result.File.Rejected);
        return import;
    }

    // A QIF file has no columns: what is known of the bank's CSV files stays.
    private static void Remember(BankAccount account, CsvProfile profile, StatementFormat format)
    {
        if (format == StatementFormat.Csv)
        {
            account.Remember(profile);
        }
        else if (format == StatementFormat.Qif)
        {
            account.Remember((account.CsvProfile ?? new CsvProfile()) with
            {
                DateFormat = profile.DateFormat,
                DecimalSeparator = profile.DecimalSeparator,
            });
        }
    }

    private async Task InsertAsync(
        StatementImport import, BankAccount account, TakenLines taken, Automations automations, BookingRun? run, CancellationToken ct)
    {
        var latest = automations == Automations.New ? await lines.FindLastDayAsync(import.BankAccountId, ct) : null;
        var written = 0;
        foreach (var origin in new[] { EventOrigin.Backfill, EventOrigin.Live })
        {
            // Where there is none the file need not be read, but the import is written for what refers to it.
            var fresh = taken.AnyNew(OfOrigin) ? taken.ReadNew(OfOrigin) : [];
            events.Origin = origin;
            foreach (var chunk in fresh.Chunk(LinesAtOnce).DefaultIfEmpty([]))
            {
                written += await InsertAsync(import, origin == EventOrigin.Live ? account : null, taken, chunk, ct);
                run?.Written(written);
            }

            bool OfOrigin(DateOnly day) => OriginOf(day) == origin;
        }

        events.Origin = automations == Automations.None ? EventOrigin.Backfill : EventOrigin.Live;

        EventOrigin OriginOf(DateOnly day) => automations switch
        {
            Automations.All => EventOrigin.Live,
            Automations.New => day > (latest ?? DateOnly.MinValue) ? EventOrigin.Live : EventOrigin.Backfill,
            Automations.None => EventOrigin.Backfill,
        };
    }

    // A line that somebody else wrote meanwhile has become a duplicate. Rules work on what starts automations.
    private async Task<int> InsertAsync(
        StatementImport import, BankAccount? ruled, TakenLines taken, (int Index, JudgedLine Line)[] chunk, CancellationToken ct)
    {
        BankTransaction[] booked = [.. chunk.Select(line => BankTransaction.Book(import, line.Line))];
        var written = await lines.InsertAsync(booked, ct);
        if (written.Count < booked.Length)
        {
            var ids = written.Select(line => line.Id).ToHashSet();
            for (var i = 0; i < booked.Length; i++)
            {
                if (!ids.Contains(booked[i].Id))
                {
                    taken.Refute(chunk[i].Index);
                }
            }
        }

        if (ruled is not null)
            await rules.ApplyAsync(ruled, written, ct);

        return written.Count;
    }
}
