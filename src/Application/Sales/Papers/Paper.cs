using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Papers;

/// <summary>A document as it is printed.</summary>
/// <param name="Title">What it is, with its number.</param>
/// <param name="From">Who issues it.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Facts">Days and references, in their order.</param>
/// <param name="Lines">In their order.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Sums">Below the lines; the last one counts.</param>
public sealed record Paper(
    string Title, IssuedBy From, BillTo To, IReadOnlyList<PaperFact> Facts, IReadOnlyList<InvoiceLineView> Lines, IReadOnlyList<TaxSubtotal> Taxes,
    IReadOnlyList<PaperSum> Sums)
{
    /// <summary>Says at the top that it does not count as it stands, such as “Void”.</summary>
    public string? Stamp { get; init; }

    public string? Note { get; init; }

    /// <summary>How it is paid; null where nothing is to be paid, or nobody said where.</summary>
    public PaperPayment? Payment { get; init; }
}

/// <param name="Label">What it is.</param>
/// <param name="Value">For people.</param>
public sealed record PaperFact(string Label, string Value);

/// <param name="Label">Of what.</param>
/// <param name="Amount">How much.</param>
public sealed record PaperSum(string Label, Money Amount);

/// <param name="Words">What is to be paid, and until when.</param>
/// <param name="Facts">Where.</param>
/// <param name="Code">What a banking app reads; null where there is no such code.</param>
public sealed record PaperPayment(string Words, IReadOnlyList<PaperFact> Facts, string? Code);
