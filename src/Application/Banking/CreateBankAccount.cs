using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>Opens a bank account in the books. The same IBAN twice is refused.</summary>
[RequirePermission(Permissions.Banking.Manage)]
[Audited("bank_account.open", "Opened a bank account")]
public sealed record CreateBankAccount(string Name, string Currency, string? Iban = null, string? Number = null) : ICommand<BankAccountView>;

internal sealed class CreateBankAccountValidator : AbstractValidator<CreateBankAccount>
{
    public CreateBankAccountValidator()
    {
        RuleFor(account => account.Name).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("Give the account a name.")
            .MaximumLength(BankAccount.LongestName).WithMessage($"A name has at most {BankAccount.LongestName} characters.");
        RuleFor(account => account.Currency).Must(code => Domain.SharedKernel.Currency.TryParse(code, out _))
            .WithMessage("Name a currency by its three-letter code, e.g. EUR.");
        RuleFor(account => account.Iban).Must(iban => Domain.Banking.Iban.TryParse(iban, out _))
            .When(account => !string.IsNullOrWhiteSpace(account.Iban))
            .WithMessage("This is not a valid IBAN: its check digits do not fit. Compare it with a statement.");
        RuleFor(account => account.Number).MaximumLength(BankAccount.LongestNumber)
            .WithMessage($"An account number has at most {BankAccount.LongestNumber} characters.");
    }
}

internal sealed class CreateBankAccountHandler(IRepository<BankAccount> accounts, IMultiTenantContextAccessor tenant)
    : IHandler<CreateBankAccount, BankAccountView>
{
    public Task<Result<BankAccountView>> Handle(CreateBankAccount command, CancellationToken cancellationToken)
    {
        Iban? iban = string.IsNullOrWhiteSpace(command.Iban) ? null : Iban.Of(command.Iban);
        var account = BankAccount.Open(tenant.OrganizationId, command.Name, Currency.Of(command.Currency), iban, command.Number);
        accounts.Add(account);
        return Task.FromResult<Result<BankAccountView>>(new BankAccountView(
            account.Id, account.Name, account.Currency.Code, account.Iban?.Value, account.Number,
            Lines: 0, Unreviewed: 0, Money.Zero(account.Currency), LastDate: null, LastImportAt: null, CsvProfile: null, LedgerAccount: null));
    }
}
