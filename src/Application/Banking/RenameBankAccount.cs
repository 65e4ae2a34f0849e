using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>Gives a bank account another name.</summary>
[RequirePermission(Permissions.Banking.Manage)]
[Audited("bank_account.rename", "Renamed a bank account")]
public sealed record RenameBankAccount(BankAccountId Id, string Name) : ICommand<Done>;

internal sealed class RenameBankAccountValidator : AbstractValidator<RenameBankAccount>
{
    public RenameBankAccountValidator() =>
        RuleFor(account => account.Name).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("Give the account a name.")
            .MaximumLength(BankAccount.LongestName).WithMessage($"A name has at most {BankAccount.LongestName} characters.");
}

internal sealed class RenameBankAccountHandler(IRepository<BankAccount> accounts, ICurrentPrincipal principal) : IHandler<RenameBankAccount, Done>
{
    // Who may not see it cannot change it either, and is not told that it is there.
    public async Task<Result<Done>> Handle(RenameBankAccount command, CancellationToken cancellationToken)
    {
        if (!principal.Current.Rights.MaySee(command.Id)
            || await accounts.FindAsync(command.Id, cancellationToken) is not { } account)
        {
            return Error.NotFound("bank account");
        }

        account.Rename(command.Name);
        return new Done();
    }
}
