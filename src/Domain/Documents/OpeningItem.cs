using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>How a document that was issued before these books comes into them: with what was open of it.</summary>
/// <param name="Day">As of which day; that of its entry and of the opening balances.</param>
/// <param name="InBase">What is worth what was open then, in the base currency.</param>
public sealed record OpeningItem(DateOnly Day, Money InBase)
{
    /// <exception cref="DomainException"><c>validation_error</c>: it was issued later, or nothing was open.</exception>
    public void Check(DateOnly issued, long openMinor)
    {
        if (issued > Day || Day.Year > 2199)
            throw new DomainException(Error.Validation("issueDate", $"It was issued after {Day:yyyy-MM-dd}, as of which it would move in."));
        if (openMinor <= 0)
            throw new DomainException(Error.Validation("open", "Nothing of it is open, so it does not move in."));
    }
}
