using Financbase.Application.Ledger;
using Financbase.Application.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Pages.Invoices;

/// <summary>What a payment or credit note was used for and what of it was paid back, with the acts for that.</summary>
/// <param name="Uses">In their order.</param>
/// <param name="Left">What is left.</param>
/// <param name="From">Its day in the books: nothing is paid back before.</param>
/// <param name="Today">Where whoever looks is.</param>
/// <param name="MoneyAccounts">From which it can be paid back.</param>
public sealed record CreditUsesTable(IReadOnlyList<CreditUse> Uses, Money Left, DateOnly From, DateOnly Today, IReadOnlyList<AccountView> MoneyAccounts);
