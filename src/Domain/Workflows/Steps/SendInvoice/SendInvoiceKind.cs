using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>sendInvoice {invoiceId, to?, message?}</c>: mails a finalised invoice. Its output is <c>{"id","status","to"}</c>.
/// </summary>
public sealed class SendInvoiceKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Invoice,
        new("to", "To") { Help = "An e-mail address. Without it, the customer’s.", Optional = true },
        new("message", "Message", TemplateShape.Paragraphs) { Help = "Stands above our words.", Optional = true },
    ];

    public override string Type => "sendInvoice";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Send an invoice",
        Summary = "Mails a finalised invoice as a PDF with a link to pay it, once.",
        Category = StepCategory.Books,
        Icon = "send",
        Line = "{invoiceId}",
        Outcomes = [new(Outcomes.Default, "The mail waits to be sent.")],
        Output = [new("id", "text", "The invoice."), new("status", "text", "sent."), new("to", "text", "Where the mail goes.")],
        Example = """{"invoiceId":"{{ steps.draft.output.id }}","message":"Thank you for your order."}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Invoices.Send);
}
