using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>A document of which something is still to be paid, whoever pays it.</summary>
public interface IOpenItem
{
    Money Open { get; }

    /// <summary>Its day in the books: nothing is used for it before.</summary>
    DateOnly BookedOn { get; }

    /// <summary>Some of it is paid or credited.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the document.</returns>
    /// <exception cref="DomainException">It cannot be paid so, or less is open.</exception>
    long Settle(Money amount);

    /// <summary>What was paid with something that is undone is open again.</summary>
    void Reopen(long amountMinor, long baseMinor);
}
