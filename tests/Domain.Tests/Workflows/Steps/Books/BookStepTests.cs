using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Steps;
using static Financbase.Domain.Tests.Workflows.Steps.OneStep;

namespace Financbase.Domain.Tests.Workflows.Steps;

/// <summary>Steps that keep the books: what they prepare, and what they need.</summary>
public sealed class BookStepTests
{
    [Test]
    public void The_input_is_what_the_values_work_out_to_and_leaves_out_what_is_nothing() =>
        Prepare("postJournalEntry", """{"date":"2026-01-31","memo":"{{ trigger.missing }}","lines":[{"account":"6300","debit":"{{ trigger.name }}"}]}""").GetRawText()
            .ShouldBe("""{"date":"2026-01-31","lines":[{"account":"6300","debit":"North"}]}""");

    [TestCase("postJournalEntry", """{"date":"{{ trigger.missing }}","lines":[]}""")]
    [TestCase("createInvoice", """{"customerId":"","lines":[]}""")]
    [TestCase("createInvoice", """{"customerId":"x","lines":"{{ trigger.missing }}"}""")]
    [TestCase("finalizeInvoice", """{"invoiceId":"  "}""")]
    [TestCase("recordPayment", """{"invoiceId":"{{ trigger.missing }}"}""")]
    [TestCase("categorizeTransaction", """{"transactionId":"x","account":"{{ trigger.missing }}"}""")]
    public void What_is_required_and_works_out_to_nothing_fails_the_step(string type, string config) =>
        Refused(type, config).Code.ShouldBe("workflows.text_missing");

    [TestCase("postJournalEntry", Permissions.Ledger.Post)]
    [TestCase("createInvoice", Permissions.Invoices.Manage)]
    [TestCase("finalizeInvoice", Permissions.Invoices.Finalize)]
    [TestCase("sendInvoice", Permissions.Invoices.Send)]
    [TestCase("recordPayment", Permissions.Payments.Record)]
    [TestCase("categorizeTransaction", Permissions.Banking.Categorize)]
    public void Who_publishes_it_holds_what_it_does(string type, string permission) =>
        Compiled(type, StepKinds.BuiltIn.Find(type)!.Card.Example).Permissions.ShouldContain(permission);
}
