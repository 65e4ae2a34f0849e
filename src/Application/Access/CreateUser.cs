using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Makes a person who can sign in.</summary>
/// <param name="Email">With which they will.</param>
/// <param name="Password">Must satisfy <see cref="PasswordRules"/>.</param>
/// <param name="IsOperator">Sees platform pages; never an organization's data by that alone.</param>
[PlatformOnly]
[NotAudited("Belongs to no organization; the security journal has it.")]
public sealed record CreateUser(string Email, string Password, bool IsOperator = false) : ICommand<UserId>
{
    public override string ToString() => nameof(CreateUser);
}

internal sealed class CreateUserHandler(IUserAccounts accounts, ISecurityJournal journal) : IHandler<CreateUser, UserId>
{
    public async Task<Result<UserId>> Handle(CreateUser request, CancellationToken cancellationToken)
    {
        var made = await accounts.CreateAsync(request.Email, request.Password, request.IsOperator, cancellationToken);
        if (made.IsSuccess)
        {
            await journal.RecordAsync(
                new(SecurityEventKind.UserCreated) { User = made.Value, Detail = request.IsOperator ? "operator" : null }, cancellationToken);
        }

        return made;
    }
}
