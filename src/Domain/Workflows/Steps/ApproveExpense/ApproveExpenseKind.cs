using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>approveExpense {expenseId, approval, postedOn?}</c>: records what a member approved in an approval step of the run, who has nothing to do with it. Its
/// output is <c>{"id","status","gross","decidedBy"}</c>.
/// </summary>
public sealed class ApproveExpenseKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Expense,
        BookMembers.Approval,
        BookMembers.Day("postedOn", "Posted on", "Without it, the expense's own day."),
    ];

    public override string Type => "approveExpense";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Approve an expense",
        Summary = "Records that an expense was approved in an approval step, and posts it.",
        Category = StepCategory.Books,
        Icon = "check",
        Line = "{expenseId}",
        Outcomes = [new(Outcomes.Default, "It is approved and in the books.")],
        Output =
        [
            new("id", "text", "The expense."), new("status", "text", "approved."), new("gross", "object", "What was paid: a value and a currency."),
            new("decidedBy", "text", "The id of the member who decided."),
        ],
        Example = """{"expenseId":"{{ trigger.id }}","approval":"ask"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Expenses.Approve);
}
