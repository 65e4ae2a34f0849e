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

    public static Error NoLines { get; } = Error.Rule("documents.no_lines", "Add at least one line: a document without lines says nothing.");

    public static Error TooManyLines { get; } = Error.Rule(
        "documents.too_many_lines", $"A document has at most {DocumentLine.Most.ToString("N0", CultureInfo.InvariantCulture)} lines. Divide it into several.");
}
