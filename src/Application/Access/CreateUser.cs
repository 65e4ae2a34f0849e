using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Makes a person who can sign in.</summary>
/// <param name="Email">With which they will.</param>
/// <param name="Password">Must satisfy <see cref="PasswordRules"/>.</param>
/// <param name="IsOperator">Sees platform pages; never an organization's data by that alone.</param>
[PlatformOnly]
public sealed record CreateUser(string Email, string Password, bool IsOperator = false) : ICommand<UserId>
{
    public override string ToString() => nameof(CreateUser);
}

internal sealed class CreateUserHandler(IUserAccounts accounts) : IHandler<CreateUser, UserId>
{
    public Task<Result<UserId>> Handle(CreateUser request, CancellationToken cancellationToken) =>
        accounts.CreateAsync(request.Email, request.Password, request.IsOperator, cancellationToken);
}
