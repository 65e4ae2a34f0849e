using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>One tax of a rate: most rates have one, some two, such as a federal and a provincial one.</summary>
/// <param name="Name">As documents name it, e.g. “VAT”.</param>
/// <param name="Percent">0 to 1,000, with at most six decimals.</param>
/// <param name="IsCompound">It is worked out of the amount together with the parts before it: a tax on a tax.</param>
public sealed record TaxPart(string Name, decimal Percent, bool IsCompound = false)
{
    public const int LongestName = 60;
    public const decimal Most = 1_000m;

    /// <exception cref="DomainException"><c>validation_error</c>, at <paramref name="field"/>.</exception>
    internal TaxPart Checked(string field, bool isFirst)
    {
        if (Name is null || Name.Trim() is not { Length: > 0 and <= LongestName } name)
            throw new DomainException(Error.Validation(field, $"Give each tax a name of 1 to {LongestName} characters."));
        if (Percent is < 0 or > Most || !Rounding.HasSixDecimals(Percent))
            throw new DomainException(Error.Validation(field, "A percentage is between 0 and 1,000 and has at most six decimals."));

        return new TaxPart(name, Rounding.Plain(Percent), IsCompound && !isFirst);
    }
}
