using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>categorizeTransaction {transactionId, account, memo?}</c>: posts a bank line to one account. Its output is <c>{"id","entryId"}</c>.
/// </summary>
public sealed class CategorizeTransactionKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        new("transactionId", "Bank line") { Help = "The id of a line that nobody has dealt with." },
        BookMembers.Account,
        BookMembers.Memo("Without it, the line’s own words."),
    ];

    public override string Type => "categorizeTransaction";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Post a bank line",
        Summary = "Says to which account a bank line belongs and posts it, once.",
        Category = StepCategory.Books,
        Icon = "landmark",
        Line = "{transactionId} {account}",
        Outcomes = [new(Outcomes.Default, "It is posted.")],
        Output = [new("id", "text", "The line."), new("entryId", "text", "Its entry in the ledger.")],
        Example = """{"transactionId":"{{ trigger.id }}","account":"6300"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Banking.Categorize, Permissions.Ledger.Read);
}
