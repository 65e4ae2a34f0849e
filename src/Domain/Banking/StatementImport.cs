using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

public enum StatementFormat
{
    Csv,
    Ofx,
    Qif,

    /// <summary>ISO 20022: camt.053, and the camt.052 and camt.054 that announce what is not booked yet.</summary>
    Camt,

    /// <summary>SWIFT: MT940, and the MT942 that announces what is not booked yet.</summary>
    Mt940,
}

public enum StatementImportState
{
    Imported,
    Undone,
}

/// <summary>One file that was taken into a bank account: what was in it and what became of each line.</summary>
public sealed class StatementImport : AggregateRoot, IOrganizationOwned
{
    public const int LongestFileName = 200;
    public const int MostRejectedKept = 1_000;

    private StatementImport()
    {
    }

    public StatementImportId Id { get; private set; }

    public OrganizationId OrganizationId { get; private set; }

    public BankAccountId BankAccountId { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string FileHash { get; private set; } = "";

    public StatementFormat Format { get; private set; }

    /// <summary>The mapping that a CSV file was read with.</summary>
    public CsvProfile? Profile { get; private set; }

    public int Imported { get; private set; }

    public int Duplicates { get; private set; }

    public IReadOnlyList<ImportedStatement> Statements { get; private set; } = [];

    public int RejectedCount { get; private set; }

    /// <summary>The first <see cref="MostRejectedKept"/> of them.</summary>
    public IReadOnlyList<RejectedLine> Rejected { get; private set; } = [];

    /// <summary>What the file said about whose account it is, for accounts that have neither IBAN nor number.</summary>
    public string? Identification { get; private set; }

    public bool IsIdentified { get; private set; }

    /// <summary>The last day that the file covers, and the balance then.</summary>
    public DateOnly? To { get; private set; }

    public long? ClosingMinor { get; private set; }

    public DateTimeOffset ImportedAt { get; private set; }

    public StatementImportState State { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public static StatementImport Begin(BankAccount account, ImportedFile file, DateTimeOffset now, StatementImportId? id = null) => new()
    {
        Id = id ?? EntityId.New<StatementImportId>(),
        OrganizationId = account.OrganizationId,
        BankAccountId = account.Id,
        FileName = file.Name,
        FileHash = file.Hash,
        Format = file.Format,
        Profile = file.Profile,
        ImportedAt = now,
    };

    /// <summary>Notes what became of the file's lines, once they are booked.</summary>
    public void Complete(IReadOnlyList<ImportedStatement> statements, RejectedLines rejected)
    {
        ImportedStatement[] taken = [.. statements.Where(statement => statement.Skipped is null)];
        Statements = statements;
        RejectedCount = rejected.Count;
        Rejected = [.. rejected.First.Take(MostRejectedKept)];
        Imported = taken.Sum(statement => statement.Imported);
        Duplicates = taken.Sum(statement => statement.Duplicates);
        Identification = taken.FirstOrDefault(statement => statement.Account is not null)?.Account;
        IsIdentified = Identification is not null;

        // Of several statements that end on one day, the last in the file has the balance of its end.
        var last = taken.Where(statement => statement.To is not null).OrderBy(statement => statement.To).LastOrDefault();
        To = last?.To;
        ClosingMinor = last?.ClosingBalance?.Minor;
        Raise(new BankStatementImported(
            Id, BankAccountId, FileName, Format, Imported, Duplicates, rejected.Count,
            taken.Min(statement => statement.From), To));
    }

    /// <summary>
    /// Takes the import back; its lines are to be removed with it. It stays while any of its lines is posted or
    /// reconciled.
    /// </summary>
    /// <exception cref="DomainException"><c>banking.import_already_undone</c>, <c>banking.import_has_booked_lines</c></exception>
    public void Undo(BookedLines lines, DateTimeOffset now)
    {
        if (State == StatementImportState.Undone)
        {
            throw new DomainException(BankingErrors.ImportAlreadyUndone);
        }

        if (lines.Booked > 0)
        {
            throw new DomainException(BankingErrors.ImportHasBookedLines(lines.Booked));
        }

        State = StatementImportState.Undone;
        UndoneAt = now;
        Raise(new BankStatementUndone(Id, BankAccountId, lines.All));
    }
}

/// <summary>How many lines of an import there are, and how many of them are posted or reconciled.</summary>
public readonly record struct BookedLines(int All, int Booked);

/// <summary>The file behind an import; its hash is SHA-256 in lower-case hexadecimal.</summary>
public sealed record ImportedFile(string Name, string Hash, StatementFormat Format, CsvProfile? Profile);

/// <summary>
/// What one statement of a file brought. <c>Account</c> is what it says about whose it is; <c>Imported</c> and
/// <c>Duplicates</c> are parts of <c>Lines</c>; <c>Continuous</c> is null when no balances are told; <c>Skipped</c> says
/// why none of its lines was taken, e.g. because they are another account's. <c>NotBooked</c> counts what the bank only
/// announces; it is no part of <c>Lines</c>.
/// </summary>
public sealed record ImportedStatement(
    string? Account,
    DateOnly? From,
    DateOnly? To,
    int Lines,
    int Imported,
    int Duplicates,
    Money? OpeningBalance,
    Money? ClosingBalance,
    bool? Continuous,
    Money? Difference,
    string? Skipped = null,
    int NotBooked = 0)
{
    /// <summary>What a person should know about a statement that was taken, but not in full.</summary>
    public string? Note => NotBooked == 0
        ? null
        : $"{(NotBooked == 1 ? "1 line is" : $"{NotBooked} lines are")} not booked yet by the bank and left out. A later statement brings what is booked.";
}
