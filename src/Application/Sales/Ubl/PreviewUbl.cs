using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Ubl;

/// <summary>What a file in UBL says and what stands against taking it in. Nothing is stored.</summary>
/// <param name="Content">The file, at most 5 MB.</param>
[RequirePermission(Permissions.Invoices.Manage)]
public sealed record PreviewUbl(byte[] Content) : IQuery<UblPreview>
{
    public override string ToString() => nameof(PreviewUbl);
}

/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Number">As its issuer numbered it.</param>
/// <param name="IssueDate">Its day.</param>
/// <param name="DueDate">The last day to pay; null where it says none.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Customer">Its customer, as the file names it.</param>
/// <param name="Known">Which of ours that is; null where it is none.</param>
/// <param name="Lines">The first hundred.</param>
/// <param name="LineCount">All of them.</param>
/// <param name="Net">What the lines come to without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Payable">What an invoice says is still to be paid, in major units, where that is less than the whole: something was paid before, and nothing is booked of that. Null where it is not less.</param>
/// <param name="Obstacles">Why it cannot be taken in as it is.</param>
public sealed record UblPreview(
    InvoiceKind Kind, string Number, DateOnly IssueDate, DateOnly? DueDate, string? Reference, string Customer, CustomerName? Known, IReadOnlyList<UblPreviewLine> Lines,
    int LineCount, Money Net, Money Tax, Money Gross, decimal? Payable, IReadOnlyList<string> Obstacles)
{
    // A record prints its members, and this one names a customer.
    public override string ToString() => nameof(UblPreview);
}

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units.</param>
/// <param name="Tax">Its tax, by category and percentage.</param>
/// <param name="Net">What it comes to without tax.</param>
public sealed record UblPreviewLine(string Description, decimal Quantity, decimal UnitPrice, string Tax, Money Net);

internal sealed class PreviewUblHandler(UblIntake intake, UblMatching matching) : IHandler<PreviewUbl, UblPreview>
{
    private const int MostLines = 100;

    public async Task<Result<UblPreview>> Handle(PreviewUbl request, CancellationToken cancellationToken)
    {
        var read = intake.Read(request.Content);
        var (totals, differences) = UblTotals.Compare(read);
        var known = await matching.FindAsync(read.Customer, cancellationToken);
        var missing = await matching.MissingAsync([.. read.Lines.Select(line => line.Tax).Distinct()], cancellationToken);
        List<string> obstacles = [.. differences.Select(difference => SalesErrors.UblContradicts(difference).Message)];
        if (missing.Count > 0)
            obstacles.Add(SalesErrors.UblRateUnknown(string.Join(", ", missing)).Message);
        if (await intake.TakenAsync(request.Content, read, known?.Id, cancellationToken) is { } taken)
            obstacles.Add(taken.Message);
        return new UblPreview(
            read.Kind, read.Number, read.IssueDate, read.DueDate, read.Reference, read.Customer.Name, known is null ? null : new CustomerName(known.Id, known.Name),
            [.. read.Lines.Zip(totals.Nets).Take(MostLines).Select(line => new UblPreviewLine(
                line.First.Description, line.First.Quantity, line.First.UnitPrice, $"{line.First.Tax}", line.Second))],
            read.Lines.Count, totals.Net, totals.Tax, totals.Gross,
            read.Kind == InvoiceKind.Invoice && read.Payable is >= 0 and var payable && payable < totals.Gross.Amount ? payable : null, obstacles);
    }
}
