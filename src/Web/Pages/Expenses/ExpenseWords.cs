using Financbase.Application.Expenses;
using Financbase.Domain.Expenses;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Expenses;

public static class ExpenseWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<ExpenseStatus>(Words);

    public static IReadOnlyList<Choice> Payers { get; } = Choice.Of<ExpensePayer>(payer => payer == ExpensePayer.Person ? "A member" : "The organization");

    public static string Words(this ExpenseStatus status) => status switch
    {
        ExpenseStatus.Submitted => "To approve",
        ExpenseStatus.Reimbursed => "Paid back",
        _ => status.ToString(),
    };

    public static Tone ToneOf(this ExpenseStatus status) => status switch
    {
        ExpenseStatus.Submitted => Tone.Warn,
        ExpenseStatus.Approved or ExpenseStatus.Reimbursed => Tone.Ok,
        ExpenseStatus.Rejected => Tone.Bad,
        _ => Tone.Idle,
    };

    public static string IconOf(this ExpenseStatus status) => status switch
    {
        ExpenseStatus.Draft => "file-pen",
        ExpenseStatus.Submitted => "hourglass",
        ExpenseStatus.Approved => "circle-check",
        ExpenseStatus.Reimbursed => "hand-coins",
        ExpenseStatus.Rejected => "circle-x",
        _ => "ban",
    };

    /// <summary>As a person is called who may not be a member any more.</summary>
    public static string NameOf(this ExpensePerson person) => person.Email ?? "a former member";
}
