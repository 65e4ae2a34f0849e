using Financbase.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace Financbase.Infrastructure.Access;

internal sealed class PasswordValidator : IPasswordValidator<User>
{
    public const string Code = "PasswordRefused";

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) => Task.FromResult(
        PasswordRules.Fault(password ?? "", user.Email ?? "") is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = Code, Description = fault })
            : IdentityResult.Success);
}
