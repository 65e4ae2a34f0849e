using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>A statement of a file and, when it is not to be taken into the account, why.</summary>
internal sealed record SelectedStatement(StatementSurvey Statement, string? Skipped);

/// <summary>Picks the statements of a file that are the account's own: by account first, then by currency.</summary>
internal static class StatementSelection
{
    /// <exception cref="DomainException">None of them is, or it cannot be told which.</exception>
    public static IReadOnlyList<SelectedStatement> Select(BankAccount account, AccountIdentification? seenBefore, FileSurvey file)
    {
        if (file.Statements.Sum(statement => statement.Lines + statement.NotBooked) == 0 && file.Rejected.Count > 0)
        {
            throw new DomainException(BankingErrors.NoUsableLine(file.Rejected.First[0], file.Rejected.Count));
        }

        var possible = file.Statements
            .Where(statement => statement.Account is not { } identification || account.MayBe(identification, seenBefore))
            .ToHashSet<StatementSurvey>(ReferenceEqualityComparer.Instance);
        if (possible.Count == 0)
        {
            throw new DomainException(BankingErrors.WrongAccount(file.Statements[0].Account!.Value.Masked, account.Name));
        }

        possible = OfOneAccount(account, possible);
        return possible.Any(statement => statement.Currency == account.Currency)
            ? [.. file.Statements.Select(statement => new SelectedStatement(statement, Skip(account, possible, statement)))]
            : throw new DomainException(BankingErrors.WrongCurrency(possible.First().Currency.Code, account.Currency.Code));
    }

    private static HashSet<StatementSurvey> OfOneAccount(BankAccount account, HashSet<StatementSurvey> possible)
    {
        AccountIdentification[] names = [.. possible
            .Select(statement => statement.Account)
            .OfType<AccountIdentification>()
            .DistinctBy(identification => identification.Text, StringComparer.OrdinalIgnoreCase)];
        if (names.Length < 2)
        {
            return possible;
        }

        var named = possible.Where(statement => statement.Account is { } identification && account.IsNamedBy(identification));
        return named.ToHashSet<StatementSurvey>(ReferenceEqualityComparer.Instance) is { Count: > 0 } own
            ? own
            : throw new DomainException(BankingErrors.SeveralAccounts(names.Select(name => name.Masked), account.Name));
    }

    private static string? Skip(BankAccount account, HashSet<StatementSurvey> possible, StatementSurvey statement) =>
        !possible.Contains(statement) ? "It belongs to another account."
        : statement.Currency != account.Currency ? $"It is in {statement.Currency}, the account in {account.Currency}."
        : null;
}
