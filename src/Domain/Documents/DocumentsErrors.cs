using System.Globalization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>What can be wrong with a tax rate or with the lines of a document.</summary>
public static class DocumentsErrors
{
    public static Error TooLarge { get; } = Error.Rule("money.out_of_range", "The amount is too large.");

    public static Error TaxRateNameTaken { get; } = Error.Conflict("documents.tax_rate_name_taken", "There is already a tax rate of this name.");

    public static Error TaxRateUnknown { get; } = Error.Rule(
        "documents.tax_rate_unknown", "One of the tax rates is archived or does not exist. Choose another one.");

    /// <param name="first">The first day on which both the credit and the document are in the books.</param>
    public static Error UsedTooEarly(DateOnly first) => Error.Validation(
        "date", string.Create(CultureInfo.InvariantCulture, $"A credit is used for a document when both are in the books. Choose {first:yyyy-MM-dd} or a later day."));

    public static Error OtherCurrencyAtBank { get; } = Error.Rule(
        "documents.other_currency_at_bank",
        "This bank account is kept in another currency than the payment. Choose one in the payment's currency or in the base currency.");

    public static Error FeeNotExpense { get; } = Error.Rule("documents.fee_not_expense", "A fee goes to an expense account that is in use. Choose one of those.");

    public static Error NoLines { get; } = Error.Rule("documents.no_lines", "Add at least one line: a document without lines says nothing.");

    public static Error TooManyLines { get; } = Error.Rule(
        "documents.too_many_lines", $"A document has at most {DocumentLine.Most.ToString("N0", CultureInfo.InvariantCulture)} lines. Divide it into several.");
}
