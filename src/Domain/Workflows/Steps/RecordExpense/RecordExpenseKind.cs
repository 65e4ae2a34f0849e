using Financbase.Domain.Access;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>recordExpense {amount, payee?, spentOn?, account?, taxRateId?, currency?, purpose?, vendorId?, paidFrom?, personId?, projectId?}</c>: records what was spent, as a draft
/// that people hand in. Its output is <c>{"id","duplicates"}</c>.
/// </summary>
public sealed class RecordExpenseKind : StepKind
{
    private static readonly TemplateMember[] Members =
    [
        new("amount", "Amount") { Help = "What was paid, with tax." },
        new("payee", "Paid to") { Help = "As the receipt says. Without it, the vendor.", Optional = true },
        BookMembers.Day("spentOn", "Day", "Without it, today."),
        new("account", "Account") { Help = "Of what kind the cost is: the code of an account, such as 6300, or its id. Without it, the vendor's, or where purchases usually go.", Optional = true },
        new("taxRateId", "Tax rate") { Help = "The id of the rate whose tax is in the amount. Without it, there is none.", Optional = true },
        new("currency", "Currency") { Help = "Such as EUR. Without it, the organization's own.", Optional = true },
        new("purpose", "What for") { Optional = true },
        new("vendorId", "Vendor") { Help = "The id of a vendor.", Optional = true },
        new("paidFrom", "Paid from") { Help = "The organization's account that it was paid from, by code or id. Without it, where money usually is.", Optional = true },
        new("personId", "Member who paid") { Help = "The id of a member, where one paid with their own money. It is owed to them then.", Optional = true },
        new("projectId", "Project") { Help = "The id of a project that the cost is counted by.", Optional = true },
    ];

    public override string Type => "recordExpense";

    public override EffectClass Effect => EffectClass.Database;

    public override StepCard Card { get; } = new()
    {
        Title = "Record an expense",
        Summary = "Records what was spent, once, as a draft. It is in no books before it is handed in and approved.",
        Category = StepCategory.Books,
        Icon = "receipt",
        Line = "{payee}",
        Outcomes = [new(Outcomes.Default, "It is a draft.")],
        Output = [new("id", "text", "The expense."), new("duplicates", "list", "Others of the same day, payee and amount.")],
        Example = """{"amount":"{{ trigger.amount }}","payee":"{{ trigger.payee }}","account":"6300","purpose":"{{ trigger.purpose }}"}""",
    };

    public override StepSchema Schema { get; } = new(Members);

    public override CompiledStep Compile(StepConfig config) => BookStep.Compile(config, Members, Permissions.Expenses.Submit, Permissions.Ledger.Read);
}
