using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>createInvoice {customerId, lines, issueDate?, dueDate?, currency?, reference?, note?}</c>: drafts an invoice. A line is
/// <c>{description?, quantity?, unitPrice?, discountPercent?, taxRateId?, account?, itemId?}</c>. Its output is <c>{"id"}</c>.
/// </summary>
public sealed class CreateInvoiceKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Customer,
        new("lines", "Lines", TemplateShape.Value)
        {
            Help = "Each with a description, a quantity and a unitPrice, or the itemId of what is sold; also discountPercent, taxRateId and account.",
        },
        BookMembers.Day("issueDate", "Day of the invoice", "Without it, today."),
        BookMembers.Day("dueDate", "Due on", "Without it, as many days later as the customer has."),
        new("currency", "Currency") { Help = "Such as EUR. Without it, the organization's own.", Optional = true },
        new("reference", "Reference") { Help = "What the customer calls it by.", Optional = true },
        new("note", "Note", TemplateShape.Paragraphs) { Help = "For the customer.", Optional = true },
    ];

    public override string Type => "createInvoice";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Draft an invoice",
        Summary = "Drafts an invoice, once. It is in no books before it is finalised.",
        Category = StepCategory.Books,
        Icon = "file-text",
        Line = "{customerId}",
        Outcomes = [new(Outcomes.Default, "It is drafted.")],
        Output = [new("id", "text", "The invoice.")],
        Example = """{"customerId":"{{ trigger.customerId }}","lines":[{"description":"Consulting","quantity":"{{ trigger.hours }}","unitPrice":"120.00"}]}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Invoices.Manage, Permissions.Ledger.Read);
}
