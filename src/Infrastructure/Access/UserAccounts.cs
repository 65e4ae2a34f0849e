using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.AspNetCore.Identity;

namespace Financbase.Infrastructure.Access;

internal sealed class UserAccounts(
    UserManager<User> users, FinancbaseDbContext context, IPasswordHasher<User> hasher, DecoyPassword decoy, TimeProvider clock) : IUserAccounts
{
    public async Task<PasswordCheck> CheckPasswordAsync(string email, string password, CancellationToken ct)
    {
        var user = await users.FindByNameAsync(email.Trim());
        var verdict = hasher.VerifyHashedPassword(user ?? decoy.User, user?.PasswordHash ?? decoy.Hash, password);
        if (user?.PasswordHash is null || verdict == PasswordVerificationResult.Failed)
            return new(user is null ? null : new UserId(user.Id), IsRight: false);

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            user.PasswordHash = hasher.HashPassword(user, password);
        return new(new UserId(user.Id), IsRight: true);
    }

    public async Task<UserId?> FindAsync(string email, CancellationToken ct) =>
        await users.FindByNameAsync(email.Trim()) is { } user ? new UserId(user.Id) : null;

    public async Task<Result<UserId>> CreateAsync(string email, string password, bool isOperator, CancellationToken ct)
    {
        var address = email.Trim();
        var user = new User
        {
            UserName = address,
            Email = address,
            EmailConfirmed = true,
            IsOperator = isOperator,
            CreatedAt = clock.GetUtcNow(),
        };
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded)
            return Explain(created.Errors);

        // EF does not know which rows of the domain refer to a person, and might write those first.
        await context.SaveChangesAsync(ct);
        return new UserId(user.Id);
    }

    public async Task<string> EmailOfAsync(UserId user, CancellationToken ct) => (await LoadAsync(user)).Email!;

    public async Task<Result<Done>> SetPasswordAsync(UserId user, string password, CancellationToken ct)
    {
        var account = await LoadAsync(user);
        account.PasswordHash = null;
        return Answer(await users.AddPasswordAsync(account, password));
    }

    public async Task<Result<Done>> ChangeEmailAsync(UserId user, string email, CancellationToken ct)
    {
        var account = await LoadAsync(user);
        account.UserName = account.Email = email;
        return Answer(await users.UpdateAsync(account));
    }

    private async Task<User> LoadAsync(UserId user) => await users.FindByIdAsync(user.Value.ToString())
        ?? throw new InvalidOperationException("The account of a person who acts is gone.");

    private static Result<Done> Answer(IdentityResult outcome) => outcome.Succeeded ? default(Done) : Explain(outcome.Errors);

    private static Error Explain(IEnumerable<IdentityError> errors) =>
        errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail))
            ? AccessErrors.EmailTaken
            : Error.Validation(errors
                .GroupBy(error => error.Code == PasswordValidator.Code ? "password" : "email", error => error.Description)
                .ToDictionary(field => field.Key, field => field.ToArray()));
}
