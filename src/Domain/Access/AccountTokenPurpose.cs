namespace Financbase.Domain.Access;

/// <summary>What a secret sent by mail lets its holder do.</summary>
public enum AccountTokenPurpose
{
    SignUp,
    ResetPassword,
    ChangeEmail,
}

public static class AccountTokenPurposes
{
    /// <summary>How long it may lie in a mailbox: a key to an existing account the shortest.</summary>
    public static TimeSpan Lifetime(this AccountTokenPurpose purpose) =>
        purpose == AccountTokenPurpose.ResetPassword ? TimeSpan.FromHours(1) : TimeSpan.FromHours(24);
}
