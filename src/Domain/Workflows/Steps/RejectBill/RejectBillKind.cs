using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>rejectBill {billId, approval}</c>: records what a member rejected in an approval step of the run, who neither entered the bill nor handed it in. Its
/// output is <c>{"id","status","open","decidedBy"}</c>.
/// </summary>
public sealed class RejectBillKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Bill,
        BookMembers.Approval,
    ];

    public override string Type => "rejectBill";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Reject a bill",
        Summary = "Records that a bill was rejected in an approval step.",
        Category = StepCategory.Books,
        Icon = "x",
        Line = "{billId}",
        Outcomes = [new(Outcomes.Default, "It is rejected and can be corrected.")],
        Output =
        [
            new("id", "text", "The bill."), new("status", "text", "rejected."), new("open", "object", "What is to be paid: a value and a currency."),
            new("decidedBy", "text", "The id of the member who decided."),
        ],
        Example = """{"billId":"{{ trigger.id }}","approval":"ask"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Bills.Approve);
}
