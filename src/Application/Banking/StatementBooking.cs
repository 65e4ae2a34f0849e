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
    private const int LinesAtOnce = 5_000;

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
        var parsed = intake.Read(Currency.Of(known.Currency), known.CsvProfile, file, profile);
        await lines.LockAsync(accountId, ct);
        if (await accounts.FindAsync(accountId, ct) is not { } account)
        {
            return null;
        }

        var result = await intake.CompareAsync(account, parsed, ct);
        result.RequireMapping(profile is not null);
        if (profile is not null)
        {
            Remember(account, profile, result.File.Format);
        }

        var import = StatementImport.Begin(
            account, new ImportedFile(result.Own.Hide(file.Name), file.Hash(), result.File.Format, result.File.Csv?.Profile), clock.GetUtcNow(), run?.Id);
        imports.Add(import);
        var written = await InsertAsync(import, account, result, automations, run, ct);
        await repeats.RememberAsync(import, [.. result.Lines.Where(line => !written.Contains((line.Fingerprint, line.Occurrence)))], ct);
        import.Complete([.. result.Statements.Select(statement => Settle(statement, written))], result.File.Rejected);
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

    private async Task<HashSet<(LineFingerprint, int)>> InsertAsync(
        StatementImport import, BankAccount account, IntakeResult result, Automations automations, BookingRun? run, CancellationToken ct)
    {
        var latest = automations == Automations.New ? await lines.FindLastDayAsync(import.BankAccountId, ct) : null;
        var written = new HashSet<(LineFingerprint, int)>();
        foreach (var origin in new[] { EventOrigin.Backfill, EventOrigin.Live })
        {
            BankTransaction[] batch = [.. result.Lines
                .Where(line => !line.IsDuplicate && OriginOf(line) == origin)
                .Select(line => BankTransaction.Book(import, line))];
            events.Origin = origin;
            foreach (var chunk in batch.Chunk(LinesAtOnce).DefaultIfEmpty([]))
            {
                var fresh = await lines.InsertAsync(chunk, ct);
                foreach (var line in fresh)
                {
                    written.Add((line.Fingerprint, line.Occurrence));
                }

                if (origin == EventOrigin.Live)
                {
                    await rules.ApplyAsync(account, fresh, ct);
                }

                run?.Written(written.Count);
            }
        }

        events.Origin = automations == Automations.None ? EventOrigin.Backfill : EventOrigin.Live;
        return written;

        EventOrigin OriginOf(JudgedLine line) => automations switch
        {
            Automations.All => EventOrigin.Live,
            Automations.New => line.Line.Date > (latest ?? DateOnly.MinValue) ? EventOrigin.Live : EventOrigin.Backfill,
            Automations.None => EventOrigin.Backfill,
        };
    }

    // A line that somebody else wrote meanwhile has become a duplicate.
    private static ImportedStatement Settle(IntakeStatement statement, HashSet<(LineFingerprint, int)> written)
    {
        var summary = statement.Summarize();
        var imported = statement.Lines.Count(line => !line.IsDuplicate && written.Contains((line.Fingerprint, line.Occurrence)));
        return summary with { Imported = imported, Duplicates = summary.Imported + summary.Duplicates - imported };
    }
}
