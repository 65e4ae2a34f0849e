using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>rejectExpense {expenseId, approval}</c>: records what a member rejected in an approval step of the run, who has nothing to do with it. Its
/// output is <c>{"id","status","gross","decidedBy"}</c>.
/// </summary>
public sealed class RejectExpenseKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Expense,
        BookMembers.Approval,
    ];

    public override string Type => "rejectExpense";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Reject an expense",
        Summary = "Records that an expense was rejected in an approval step.",
        Category = StepCategory.Books,
        Icon = "x",
        Line = "{expenseId}",
        Outcomes = [new(Outcomes.Default, "It is rejected and can be corrected.")],
        Output =
        [
            new("id", "text", "The expense."), new("status", "text", "rejected."), new("gross", "object", "What was paid: a value and a currency."),
            new("decidedBy", "text", "The id of the member who decided."),
        ],
        Example = """{"expenseId":"{{ trigger.id }}","approval":"ask"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Expenses.Approve);
}
