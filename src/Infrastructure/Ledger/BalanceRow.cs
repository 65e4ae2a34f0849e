using Financbase.Application.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Ledger;

/// <summary>What an account holds, in minor units of the base currency; above zero a debit.</summary>
internal sealed record BalanceRow(Guid Id, string Code, string Name, string Type, string Subtype, long BalanceMinor)
{
    public TrialBalanceRow ToView(Currency currency) => new(
        new(new(Id), Code, Name, Words.Type(Type)), new Money(Math.Max(BalanceMinor, 0), currency), new Money(Math.Max(-BalanceMinor, 0), currency), new Money(BalanceMinor, currency));
}
