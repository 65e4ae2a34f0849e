using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>approveBill {billId, approval, postedOn?}</c>: records what a member approved in an approval step of the run, who neither entered the bill nor handed it in. Its
/// output is <c>{"id","status","open","decidedBy"}</c>.
/// </summary>
public sealed class ApproveBillKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Bill,
        BookMembers.Approval,
        BookMembers.Day("postedOn", "Posted on", "Without it, the bill's own day."),
    ];

    public override string Type => "approveBill";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Approve a bill",
        Summary = "Records that a bill was approved in an approval step, and posts it.",
        Category = StepCategory.Books,
        Icon = "check",
        Line = "{billId}",
        Outcomes = [new(Outcomes.Default, "It is approved and in the books.")],
        Output =
        [
            new("id", "text", "The bill."), new("status", "text", "approved."), new("open", "object", "What is to be paid: a value and a currency."),
            new("decidedBy", "text", "The id of the member who decided."),
        ],
        Example = """{"billId":"{{ trigger.id }}","approval":"ask"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Bills.Approve);
}
