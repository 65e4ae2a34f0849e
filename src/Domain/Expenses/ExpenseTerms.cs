using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Expenses;

/// <summary>What was spent.</summary>
/// <param name="SpentOn">Its day in the books.</param>
/// <param name="Payee">Who got the money, as the receipt says.</param>
/// <param name="VendorId">The same, where it is a vendor.</param>
/// <param name="AccountId">Of what kind the cost is.</param>
/// <param name="Gross">What was paid, with tax; above zero.</param>
/// <param name="Tax">What of it is tax; null for none.</param>
/// <param name="Purpose">What it was for.</param>
/// <param name="MoneyAccountId">Of which of the organization's accounts it was paid; null where a person paid.</param>
/// <param name="PersonId">The member who paid it with their own money; null where the organization did.</param>
/// <param name="ProjectId">What the cost is counted by, if by one.</param>
public sealed record ExpenseTerms(
    DateOnly SpentOn, string Payee, VendorId? VendorId, AccountId AccountId, Money Gross, TaxTerms? Tax, string? Purpose, AccountId? MoneyAccountId, UserId? PersonId,
    ProjectId? ProjectId = null)
{
    public const int LongestPayee = 200;
    public const int LongestPurpose = 500;

    /// <summary>A price always contains its tax here, whatever the rate says of prices.</summary>
    public DocumentTotals Totals => DocumentTotals.Of(
        Gross.Currency, [new DocumentLine(Payee, 1, Gross.Amount, 0, Tax is null ? null : Tax with { IsInclusive = true })]);

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal ExpenseTerms Checked()
    {
        if (SpentOn.Year is < 1900 or > 2199)
            throw new DomainException(Error.Validation("spentOn", "Choose a day between 1900 and 2199."));
        if (Payee is null || Payee.Trim() is not { Length: > 0 and <= LongestPayee } payee)
            throw new DomainException(Error.Validation("payee", $"Say who was paid, in 1 to {LongestPayee} characters."));
        if (Gross.Minor is <= 0 or > Posting.Most)
            throw new DomainException(Error.Validation("amount", "An amount is above zero."));

        return this with { Payee = payee, Purpose = OptionalText.Of(Purpose, LongestPurpose, "purpose") };
    }
}
