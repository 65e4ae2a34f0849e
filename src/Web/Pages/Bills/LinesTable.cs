using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Pages.Bills;

/// <summary>The lines of a bill or of a credit, and what they come to.</summary>
/// <param name="Lines">In their order.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Gross">With it.</param>
/// <param name="Settled">What of it is paid, or used.</param>
/// <param name="Word">How that is called.</param>
public sealed record LinesTable(
    IReadOnlyList<BillLineView> Lines, IReadOnlyList<TaxSubtotal> Taxes, Money Net, Money Gross, Money Settled, string Word);
