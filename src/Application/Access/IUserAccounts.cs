using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <param name="User">Who has this address, if anybody.</param>
/// <param name="IsRight">Whether the password is theirs.</param>
public sealed record PasswordCheck(UserId? User, bool IsRight);

/// <summary>The people who can sign in.</summary>
public interface IUserAccounts
{
    /// <summary>Takes as long for an unknown address as for a known one.</summary>
    Task<PasswordCheck> CheckPasswordAsync(string email, string password, CancellationToken ct);

    Task<UserId?> FindAsync(string email, CancellationToken ct);

    /// <summary>Errors: <c>access.email_taken</c>, or a validation error naming <c>email</c> or <c>password</c>.</summary>
    Task<Result<UserId>> CreateAsync(string email, string password, bool isOperator, CancellationToken ct);

    Task<string> EmailOfAsync(UserId user, CancellationToken ct);

    /// <summary>Error: a validation error naming <c>password</c>.</summary>
    Task<Result<Done>> SetPasswordAsync(UserId user, string password, CancellationToken ct);

    /// <summary>Error: <c>access.email_taken</c>.</summary>
    Task<Result<Done>> ChangeEmailAsync(UserId user, string email, CancellationToken ct);
}
