using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

internal static class ExactMoney
{
    /// <summary>The amount to the last minor unit; null, with the reason, when the currency cannot hold it exactly.</summary>
    public static Money? Of(decimal amount, Currency currency, out string why)
    {
        try
        {
            why = "";
            return Money.FromAmount(amount, currency);
        }
        catch (DomainException refused)
        {
            why = refused.Error.Message;
            return null;
        }
    }
}
