using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>finalizeInvoice {invoiceId}</c>: numbers a draft and posts it. Its output is <c>{"id","number","status","gross"}</c>.
/// </summary>
public sealed class FinalizeInvoiceKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Invoice,
    ];

    public override string Type => "finalizeInvoice";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Finalise an invoice",
        Summary = "Gives a draft its number and posts it to the ledger, once.",
        Category = StepCategory.Books,
        Icon = "file-text",
        Line = "{invoiceId}",
        Outcomes = [new(Outcomes.Default, "It is finalised.")],
        Output = [new("id", "text", "The invoice."), new("number", "text", "Its number."), new("status", "text", "finalized."), new("gross", "object", "What is owed: a value and a currency.")],
        Example = """{"invoiceId":"{{ steps.draft.output.id }}"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Invoices.Finalize);
}
