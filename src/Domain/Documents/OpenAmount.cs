using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>What is open of a document, or left of a payment, with what that stands for in its control account. Both end at zero together.</summary>
/// <param name="Minor">In the document's currency.</param>
/// <param name="BaseMinor">In the base currency.</param>
public readonly record struct OpenAmount(long Minor, long BaseMinor)
{
    /// <summary>Takes a part, and its share of what the whole stands for.</summary>
    /// <param name="part">Above zero.</param>
    /// <param name="tooMuch">Thrown where the part is more than there is.</param>
    /// <exception cref="DomainException"><paramref name="tooMuch"/>.</exception>
    public (OpenAmount Left, long Share) Less(Money part, Error tooMuch)
    {
        if (part.Minor <= 0 || part.Minor > Minor)
            throw new DomainException(tooMuch);

        var share = Documents.Share.Of(BaseMinor, part.Minor, Minor);
        return (new(Minor - part.Minor, BaseMinor - share), share);
    }
}
