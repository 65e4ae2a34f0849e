using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>recordPayment {invoiceId, amount?, date?, account?, reference?}</c>: books money that came for an invoice. Its output is
/// <c>{"id","amount","unallocated","open"}</c>.
/// </summary>
public sealed class RecordPaymentKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        BookMembers.Invoice,
        new("amount", "Amount") { Help = "In the currency of the invoice. Without it, all that is open.", Optional = true },
        BookMembers.Day("date", "Day in the books", "Without it, today."),
        new("account", "Account") { Help = "Where the money is: the code of an account, such as 1200, or its id. Without it, where money usually comes to.", Optional = true },
        new("reference", "Reference") { Help = "As the bank says.", Optional = true },
    ];

    public override string Type => "recordPayment";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Record a payment",
        Summary = "Books money that came for an invoice, once. What is more than is open stays the customer’s credit.",
        Category = StepCategory.Books,
        Icon = "hand-coins",
        Line = "{invoiceId}",
        Outcomes = [new(Outcomes.Default, "It is booked.")],
        Output = [new("id", "text", "The payment."), new("amount", "object", "How much came."), new("unallocated", "object", "What is the customer’s credit."), new("open", "object", "What is still owed.")],
        Example = """{"invoiceId":"{{ trigger.invoiceId }}","amount":"{{ trigger.amount }}","reference":"{{ trigger.reference }}"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Payments.Record, Permissions.Ledger.Read);
}
