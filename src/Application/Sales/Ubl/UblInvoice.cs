using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>What an invoice or credit note in UBL says.</summary>
/// <param name="Kind">Which of both; the amounts of a credit note are given back.</param>
/// <param name="Number">As its issuer numbered it.</param>
/// <param name="IssueDate">Its day.</param>
/// <param name="DueDate">The last day to pay; null where it says none.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Note">For the customer.</param>
/// <param name="Customer">Who is to pay.</param>
/// <param name="Lines">In their order, and behind them what is given off or added to the whole.</param>
/// <param name="Taxes">What it states.</param>
/// <param name="Net">Without tax, as it states.</param>
/// <param name="Gross">With tax, as it states.</param>
/// <param name="Payable">What is to be paid, as it states; less than <paramref name="Gross"/> where something was paid before, and rounded as its issuer likes. Null where it says none that can be read: nothing is booked by it.</param>
public sealed record UblInvoice(
    InvoiceKind Kind, string Number, DateOnly IssueDate, DateOnly? DueDate, Currency Currency, string? Reference, string? Note, CustomerTerms Customer,
    IReadOnlyList<UblLine> Lines, IReadOnlyList<UblStatedTax> Taxes, decimal Net, decimal Gross, decimal? Payable);

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units. Where the file states an amount that is not quantity times price, what that amount implies.</param>
/// <param name="Tax">Its tax.</param>
public sealed record UblLine(string Description, decimal Quantity, decimal UnitPrice, UblTax Tax);

/// <param name="Category">Why it is what it is.</param>
/// <param name="Percent">Zero for all but a standard rate.</param>
public sealed record UblTax(TaxCategory Category, decimal Percent)
{
    public override string ToString() => $"{Category.Code()} {Percent:0.######} %";
}

/// <param name="Tax">Which one.</param>
/// <param name="Amount">How much.</param>
public sealed record UblStatedTax(UblTax Tax, decimal Amount);
