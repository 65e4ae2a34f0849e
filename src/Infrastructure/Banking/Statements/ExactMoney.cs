using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

internal static class ExactMoney
{
    /// <summary>The amount to the last minor unit; null, with the reason, when the currency cannot hold it exactly.</summary>
    public static Money? Of(decimal amount, Currency currency, out string why)
    {
        try
        {
            var money = Money.FromAmount(amount, currency);
            why = "The amount is too large.";
            return money.Minor is >= -StatementLine.LargestMinor and <= StatementLine.LargestMinor ? money : null;
        }
        catch (DomainException refused)
        {
            why = refused.Error.Message;
            return null;
        }
    }
}
