using System.Text;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Testing.Banking;

/// <summary>What tests do with bank accounts, through the use cases.</summary>
public static class BankingActs
{
    public static async Task<BankAccountId> OpenAccountAsync(
        this TestOrganization organization, string name = "Main account", string currency = "EUR", string? iban = null, string? number = null) =>
        (await organization.SendAsync(new CreateBankAccount(name, currency, iban, number))).Value.Id;

    public static Task<Result<StatementImportView>> ImportAsync(
        this TestOrganization organization, BankAccountId account, string text, CsvProfile? profile = null,
        Automations automations = Automations.All, string role = "owner") =>
        organization.ImportAsync(account, Encoding.UTF8.GetBytes(text), profile, automations, role);

    public static Task<Result<StatementImportView>> ImportAsync(
        this TestOrganization organization, BankAccountId account, byte[] content, CsvProfile? profile = null,
        Automations automations = Automations.All, string role = "owner") =>
        organization.SendAsync(new ImportStatement(account, new StatementFile("statement", content), profile, automations), role);

    /// <summary>The account's lines, newest first.</summary>
    public static async Task<IReadOnlyList<BankTransactionView>> LinesAsync(
        this TestOrganization organization, BankAccountId account, BankTransactionFilter? filter = null) =>
        (await organization.SendAsync(new ListBankTransactions(
            (filter ?? new BankTransactionFilter()) with { BankAccountId = account }, new PageRequest(PageRequest.MaxLimit)))).Value.Items;
}
