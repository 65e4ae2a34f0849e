namespace Financbase.Domain.Workflows.Steps;

/// <summary>Members that several steps of the books have.</summary>
internal static class BookMembers
{
    public static TemplateMember Account { get; } = new("account", "Account") { Help = "Its code in the chart of accounts, such as 6300, or its id." };

    public static TemplateMember Customer { get; } = new("customerId", "Customer") { Help = "The id of a customer." };

    public static TemplateMember Invoice { get; } = new("invoiceId", "Invoice") { Help = "The id of an invoice." };

    public static TemplateMember Bill { get; } = new("billId", "Bill") { Help = "The id of a bill that waits for approval." };

    public static TemplateMember Expense { get; } = new("expenseId", "Expense") { Help = "The id of an expense that waits for approval." };

    public static TemplateMember Approval { get; } = new("approval", "Decided in the step") { Help = "The key of the approval step whose decision this is." };

    public static TemplateMember Day(string name, string label, string otherwise) => new(name, label) { Help = $"Such as 2026-01-31. {otherwise}", Optional = true };

    public static TemplateMember Memo(string help) => new("memo", "Memo") { Help = help, Optional = true };
}
