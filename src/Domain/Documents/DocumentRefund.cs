using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

/// <summary>Some of a payment or of a credit that was paid back.</summary>
public abstract class DocumentRefund : DocumentAllocation
{
    /// <summary>Where the money came to, or came from.</summary>
    public AccountId AccountId { get; private set; }

    public string? Reference { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    protected void Begin(OrganizationId organization, DateOnly date, Money amount, long baseMinor, AccountId account, string? reference)
    {
        Begin(organization, date, amount, baseMinor);
        (AccountId, Reference) = (account, OptionalText.Of(reference, DocumentPayment.LongestReference, "reference"));
    }
}
