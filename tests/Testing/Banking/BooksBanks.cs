using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;

namespace Financbase.Testing.Banking;

/// <summary>A firm's bank accounts in euros and in dollars, each with its account in the books, and lines of them one at a time.</summary>
public sealed class BooksBanks
{
    private readonly TestOrganization _firm;
    private readonly IReadOnlyDictionary<Currency, BankAccountId> _banks;
    private int _lines;

    private BooksBanks(TestOrganization firm, IReadOnlyDictionary<Currency, BankAccountId> banks) => (_firm, _banks) = (firm, banks);

    public static async Task<BooksBanks> OpenAsync(TestOrganization firm, IReadOnlyDictionary<string, AccountId> accounts)
    {
        var (euros, dollars) = (await firm.OpenAccountAsync("Euros"), await firm.OpenAccountAsync("Dollars", "USD"));
        var behind = (await firm.SendAsync(new CreateAccount("1021", "Dollars", AccountSubtype.Bank))).Value.Id;
        _ = (await firm.SendAsync(new ConnectBankAccount(euros, accounts["1010"]))).Value;
        _ = (await firm.SendAsync(new ConnectBankAccount(dollars, behind))).Value;
        return new BooksBanks(firm, new Dictionary<Currency, BankAccountId> { [Currency.Of("EUR")] = euros, [Currency.Of("USD")] = dollars });
    }

    /// <summary>A line of the account in this currency that nobody has dealt with.</summary>
    public async Task<BankTransactionId> LineAsync(Currency currency, decimal amount, DateOnly day)
    {
        var words = $"Line {++_lines}";
        var text = string.Create(CultureInfo.InvariantCulture, $"Date,Description,Amount\n{day:O},{words},{amount}\n");
        _ = (await _firm.ImportAsync(_banks[currency], text)).Value;
        return (await _firm.LinesAsync(_banks[currency])).Single(line => line.Description == words).Id;
    }
}
