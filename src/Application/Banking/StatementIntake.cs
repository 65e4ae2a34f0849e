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

    /// <summary>The look through the whole file alone, in the place of this use case.</summary>
    public FileSurvey Read(Currency currency, CsvProfile? remembered, StatementFile file, CsvProfile? profile) =>
        turn.Read(() => reader.Survey(file, currency, new CsvMapping(profile, remembered)));

    public async Task<IntakeResult> CompareAsync(BankAccount account, FileSurvey file, CancellationToken ct)
    {
        var own = OwnNumbers.Of(account, file.Statements.Select(statement => statement.Account).OfType<AccountIdentification>());
        file = file with
        {
            Rejected = file.Rejected with { First = [.. file.Rejected.First.Select(line => line with { Reason = own.Hide(line.Reason) })] },
        };
        if (file.Csv is { Questions.Count: > 0 })
        {
            return new IntakeResult(file, [], TakenLines.None(file, own), own);
        }

        var seenBefore = await imports.FindAsync(new LatestIdentifiedImport(account.Id), ct);
        var selected = StatementSelection.Select(
            account, seenBefore?.Identification is { } text ? new AccountIdentification(text) : null, file);
        var taken = TakenLines.Of(file, own, statement => selected[statement].Skipped is null);
        taken.Judge(await lines.ListKnownAsync(account.Id, taken.Days, ct));

        var statements = new List<IntakeStatement>();
        StatementSurvey? previous = null;
        foreach (var (statement, skipped) in selected)
        {
            var judged = taken.Of(statements.Count);
            var continuity = skipped is not null ? default
                : Follows(statement, previous) ? StatementChain.Check(statement, judged, previous!)
                : await CheckAsync(account, statement, judged, ct);
            statements.Add(new IntakeStatement(statement, skipped, judged, continuity));
            previous = skipped is null && statement is { To: not null, Closing: not null } ? statement : previous;
        }

        return new IntakeResult(file, statements, taken, own);
    }

    private static bool Follows(StatementSurvey statement, StatementSurvey? previous) => previous is not null && statement.To >= previous.To;

    private async Task<StatementContinuity> CheckAsync(
        BankAccount account, StatementSurvey statement, StatementLines judged, CancellationToken ct)
    {
        return (statement.To ?? statement.From) is { } to
            && await imports.FindAsync(new LatestBalanceBefore(account.Id, to), ct) is { To: { } day, ClosingMinor: { } minor }
                ? StatementChain.Check(statement, judged, new Money(minor, account.Currency), day)
                : StatementChain.Check(statement, judged);
    }
}

/// <summary>What came of comparing a file with an account. While the file's mapping is open there are no statements.</summary>
internal sealed record IntakeResult(FileSurvey File, IReadOnlyList<IntakeStatement> Statements, TakenLines Taken, OwnNumbers Own)
{
    /// <exception cref="DomainException"><c>banking.mapping_needed</c> or, when a mapping was given, <c>banking.mapping_mismatch</c>.</exception>
    public void RequireMapping(bool given)
    {
        if (File.Csv is { Questions: { Count: > 0 } questions })
        {
            throw new DomainException(BankingErrors.Mapping(given, [.. questions.Select(question => (question.Field, question.Message))]));
        }
    }
}

internal sealed record IntakeStatement(StatementSurvey Statement, string? Skipped, StatementLines Lines, StatementContinuity Continuity)
{
    /// <summary>What it brings when all of its lines that are new by now are taken.</summary>
    public ImportedStatement Summarize() => new(
        Statement.Account?.Text, Statement.From, Statement.To, Statement.Lines, Lines.New, Lines.Duplicates,
        Statement.Opening, Statement.Closing, Continuity.IsContinuous, Continuity.Difference, Skipped,
        Skipped is null ? Statement.NotBooked : 0);
}
