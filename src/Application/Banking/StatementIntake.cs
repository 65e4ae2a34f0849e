using Financbase.Application.Persistence;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Compares a file with the account that it is for: which statements are the account's own, which lines are new.</summary>
internal sealed class StatementIntake(
    IStatementReader reader, ReadingTurn turn, IBankLines lines, IReadRepository<StatementImport> imports)
{
    public Task<IntakeResult> ExamineAsync(BankAccount account, StatementFile file, CsvProfile? profile, CancellationToken ct) =>
        CompareAsync(account, Read(account.Currency, account.CsvProfile, file, profile), ct);

    /// <summary>The reading alone, in the place of this use case.</summary>
    public ParsedFile Read(Currency currency, CsvProfile? remembered, StatementFile file, CsvProfile? profile) =>
        turn.Read(() => reader.Read(file, currency, new CsvMapping(profile, remembered)));

    public async Task<IntakeResult> CompareAsync(BankAccount account, ParsedFile parsed, CancellationToken ct)
    {
        var own = OwnNumbers.Of(account, parsed.Statements.Select(statement => statement.Account).OfType<AccountIdentification>());
        parsed = parsed with { Rejected = [.. parsed.Rejected.Select(line => line with { Reason = own.Hide(line.Reason) })] };
        if (parsed.Csv is { Questions.Count: > 0 })
        {
            return new IntakeResult(parsed, [], own);
        }

        var seenBefore = await imports.FindAsync(new LatestIdentifiedImport(account.Id), ct);
        var selected = StatementSelection.Select(
            account, seenBefore?.Identification is { } text ? new AccountIdentification(text) : null, parsed);
        StatementLine[] taken = [.. selected
            .Where(statement => statement.Skipped is null)
            .SelectMany(statement => statement.Statement.Lines)
            .Select(line => line.BankId is null ? line : line with { BankId = own.Hide(line.BankId) })];
        var known = await lines.ListKnownAsync(account.Id, taken.Select(line => line.Date).ToHashSet(), ct);

        // Judged by what the bank wrote, booked without the account's own number.
        var verdicts = new Queue<JudgedLine>(StatementDeduplication.Judge(taken, known)
            .Select(judged => judged with { Line = own.Hide(judged.Line) }));

        var statements = new List<IntakeStatement>();
        ParsedStatement? previous = null;
        foreach (var (statement, skipped) in selected)
        {
            JudgedLine[] judged = skipped is null ? [.. statement.Lines.Select(_ => verdicts.Dequeue())] : [];
            var continuity = skipped is not null ? default
                : Follows(statement, previous) ? StatementChain.Check(statement, judged, previous!)
                : await CheckAsync(account, statement, judged, ct);
            statements.Add(new IntakeStatement(statement, skipped, judged, continuity));
            previous = skipped is null && statement is { To: not null, Closing: not null } ? statement : previous;
        }

        return new IntakeResult(parsed, statements, own);
    }

    private static bool Follows(ParsedStatement statement, ParsedStatement? previous) => previous is not null && statement.To >= previous.To;

    private async Task<StatementContinuity> CheckAsync(
        BankAccount account, ParsedStatement statement, JudgedLine[] judged, CancellationToken ct)
    {
        return (statement.To ?? statement.From) is { } to
            && await imports.FindAsync(new LatestBalanceBefore(account.Id, to), ct) is { To: { } day, ClosingMinor: { } minor }
                ? StatementChain.Check(statement, judged, new Money(minor, account.Currency), day)
                : StatementChain.Check(statement, judged);
    }
}

/// <summary>What came of comparing a file with an account. While the file's mapping is open there are no statements.</summary>
internal sealed record IntakeResult(ParsedFile File, IReadOnlyList<IntakeStatement> Statements, OwnNumbers Own)
{
    public IEnumerable<JudgedLine> Lines => Statements.SelectMany(statement => statement.Lines);

    /// <summary>What the bank only announces in the account's own statements.</summary>
    public IEnumerable<StatementLine> NotBooked =>
        Statements.Where(statement => statement.Skipped is null).SelectMany(statement => statement.Statement.NotBooked);

    /// <exception cref="DomainException"><c>banking.mapping_needed</c> or, when a mapping was given, <c>banking.mapping_mismatch</c>.</exception>
    public void RequireMapping(bool given)
    {
        if (File.Csv is { Questions: { Count: > 0 } questions })
        {
            throw new DomainException(BankingErrors.Mapping(given, [.. questions.Select(question => (question.Field, question.Message))]));
        }
    }
}

internal sealed record IntakeStatement(
    ParsedStatement Statement, string? Skipped, IReadOnlyList<JudgedLine> Lines, StatementContinuity Continuity)
{
    /// <summary>What it brings when all of its new lines are taken.</summary>
    public ImportedStatement Summarize() => new(
        Statement.Account?.Text, Statement.From, Statement.To, Statement.Lines.Count,
        Lines.Count(line => !line.IsDuplicate), Lines.Count(line => line.IsDuplicate),
        Statement.Opening, Statement.Closing, Continuity.IsContinuous, Continuity.Difference, Skipped,
        Skipped is null ? Statement.NotBooked.Count : 0);
}
