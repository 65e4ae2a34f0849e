using Financbase.Domain.Purchases;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Bills;

/// <summary>How far a document is and what became of the money, in one word.</summary>
public enum BillState
{
    Draft,
    Received,
    Rejected,
    Open,
    PartiallyPaid,
    Overdue,
    Paid,
    Void,
}

public static class BillWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<BillState>(state => state.Words());

    public static BillState StateOf(BillStatus status, BillPaymentStatus payment) => status switch
    {
        BillStatus.Draft => BillState.Draft,
        BillStatus.Received => BillState.Received,
        BillStatus.Rejected => BillState.Rejected,
        BillStatus.Void => BillState.Void,
        _ => payment switch
        {
            BillPaymentStatus.PartiallyPaid => BillState.PartiallyPaid,
            BillPaymentStatus.Overdue => BillState.Overdue,
            BillPaymentStatus.Paid => BillState.Paid,
            _ => BillState.Open,
        },
    };

    public static (BillStatus? Status, BillPaymentStatus? Payment) Filter(BillState? state) => state switch
    {
        null => (null, null),
        BillState.Draft => (BillStatus.Draft, null),
        BillState.Received => (BillStatus.Received, null),
        BillState.Rejected => (BillStatus.Rejected, null),
        BillState.Void => (BillStatus.Void, null),
        BillState.PartiallyPaid => (null, BillPaymentStatus.PartiallyPaid),
        BillState.Overdue => (null, BillPaymentStatus.Overdue),
        BillState.Paid => (null, BillPaymentStatus.Paid),
        _ => (null, BillPaymentStatus.Open),
    };

    public static string Words(this BillState state) => state switch
    {
        BillState.PartiallyPaid => "Partly paid",
        BillState.Received => "To approve",
        BillState.Open => "To pay",
        _ => state.ToString(),
    };

    public static Tone ToneOf(this BillState state) => state switch
    {
        BillState.Paid => Tone.Ok,
        BillState.Overdue => Tone.Bad,
        BillState.Received or BillState.PartiallyPaid => Tone.Warn,
        BillState.Rejected => Tone.Bad,
        BillState.Open => Tone.Info,
        _ => Tone.Idle,
    };

    public static string IconOf(this BillState state) => state switch
    {
        BillState.Draft => "file-pen",
        BillState.Paid => "circle-check",
        BillState.Overdue => "triangle-alert",
        BillState.PartiallyPaid => "circle-dashed",
        BillState.Received => "hourglass",
        BillState.Rejected => "circle-x",
        BillState.Void => "ban",
        _ => "clock",
    };
}
