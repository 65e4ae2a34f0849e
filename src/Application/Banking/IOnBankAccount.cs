using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>A request about one bank account, or about what belongs to it.</summary>
public interface IOnBankAccount : IConcerns
{
    BankAccountId BankAccountId { get; }

    Resource? IConcerns.Concerned => Of(BankAccountId);

    static Resource Of(BankAccountId account) => new(ResourceTypes.BankAccount, account.Value) { AccountId = account.Value };
}

internal static class BankAccountSight
{
    /// <summary>Whether the bank account may be seen: one that may not is as if it were not there.</summary>
    public static bool MaySee(this Rights rights, BankAccountId account) => rights.Decide(Permissions.Banking.Read, IOnBankAccount.Of(account)).IsAllowed();
}
