using Financbase.Domain.Sales;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Invoices;

/// <summary>How far a document is and what became of the money, in one word.</summary>
public enum InvoiceState
{
    Draft,
    Open,
    PartiallyPaid,
    Overdue,
    Paid,
    WrittenOff,
    Void,
}

public static class InvoiceWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<InvoiceState>(state => state.Words());

    /// <summary>Without a choice, invoices.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } = Choice.Of<InvoiceKind>(_ => "credit notes", InvoiceKind.CreditNote);

    public static InvoiceState StateOf(InvoiceStatus status, PaymentStatus payment) => status switch
    {
        InvoiceStatus.Draft => InvoiceState.Draft,
        InvoiceStatus.Void => InvoiceState.Void,
        _ => payment switch
        {
            PaymentStatus.PartiallyPaid => InvoiceState.PartiallyPaid,
            PaymentStatus.Overdue => InvoiceState.Overdue,
            PaymentStatus.Paid => InvoiceState.Paid,
            PaymentStatus.WrittenOff => InvoiceState.WrittenOff,
            _ => InvoiceState.Open,
        },
    };

    public static (InvoiceStatus? Status, PaymentStatus? Payment) Filter(InvoiceState? state) => state switch
    {
        null => (null, null),
        InvoiceState.Draft => (InvoiceStatus.Draft, null),
        InvoiceState.Void => (InvoiceStatus.Void, null),
        InvoiceState.PartiallyPaid => (null, PaymentStatus.PartiallyPaid),
        InvoiceState.Overdue => (null, PaymentStatus.Overdue),
        InvoiceState.Paid => (null, PaymentStatus.Paid),
        InvoiceState.WrittenOff => (null, PaymentStatus.WrittenOff),
        _ => (null, PaymentStatus.Open),
    };

    public static string Words(this InvoiceState state) => state switch
    {
        InvoiceState.PartiallyPaid => "Partly paid",
        InvoiceState.WrittenOff => "Written off",
        _ => state.ToString(),
    };

    public static Tone ToneOf(this InvoiceState state) => state switch
    {
        InvoiceState.Paid => Tone.Ok,
        InvoiceState.Overdue => Tone.Bad,
        InvoiceState.PartiallyPaid => Tone.Warn,
        InvoiceState.Open => Tone.Info,
        _ => Tone.Idle,
    };

    public static string IconOf(this InvoiceState state) => state switch
    {
        InvoiceState.Draft => "file-pen",
        InvoiceState.Paid => "circle-check",
        InvoiceState.Overdue => "triangle-alert",
        InvoiceState.PartiallyPaid => "circle-dashed",
        InvoiceState.Void or InvoiceState.WrittenOff => "ban",
        _ => "clock",
    };

    /// <summary>When a stage of reminders comes, in words.</summary>
    public static string StageOf(int days) => days switch
    {
        0 => "on the day it was due",
        < 0 => $"{-days} days before it was due",
        _ => $"{days} days after it was due",
    };
}
