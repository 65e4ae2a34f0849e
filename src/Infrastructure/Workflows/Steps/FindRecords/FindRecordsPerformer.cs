using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Events;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Workflows;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>findRecords</c>: the use case that lists such things, page after page, sent by the workflow's service member.</summary>
internal sealed class FindRecordsPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "findRecords";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ReadAsync(call, (sender, stop) => FindAsync(call.Input, sender, stop), ct);

    private static Task<Result<JsonElement>> FindAsync(JsonElement input, ISender sender, CancellationToken ct)
    {
        var filter = new GivenValues(input.GetProperty("filter"), "filter.");
        var order = input.GetProperty("sort").GetString()!;
        var limit = input.GetProperty("limit").GetInt32();
        return input.GetProperty("resource").GetString() switch
        {
            "account" => StepOutputs.ListAsync(limit, page => sender.Send(
                new ListAccounts(
                    new AccountFilter(filter.Text("text"), filter.Word<AccountType>("type"), filter.Flag("archived")),
                    order == "name" ? page with { Sort = "name" } : page), ct)),
            "bank_account" => StepOutputs.ListAsync(limit, page => sender.Send(new ListBankAccounts(page, filter.Text("text")), ct)),
            "bank_transaction" => StepOutputs.ListAsync(limit, page => sender.Send(new ListBankTransactions(Lines(filter), page, OrderOf(order)), ct)),
            "customer" => StepOutputs.ListAsync(
                limit, page => sender.Send(new ListCustomers(new CustomerFilter(filter.Text("text"), filter.Flag("archived")), page), ct)),
            "event" => StepOutputs.ListAsync(limit, page => sender.Send(new ListEvents(Events(filter), page), ct)),
            "execution" => StepOutputs.ListAsync(limit, page => sender.Send(
                new ListExecutions(
                    order == "oldest" ? page with { Sort = "createdAt" } : page,
                    filter.Id("workflowId") is { } workflow ? new WorkflowId(workflow) : null,
                    filter.Word<ExecutionStatus>("status")), ct)),
            "invoice" => StepOutputs.ListAsync(
                limit, page => sender.Send(new ListInvoices(Invoices(filter), order == "due" ? page with { Sort = "dueDate" } : page), ct)),
            "journal_entry" => StepOutputs.ListAsync(limit, page => sender.Send(
                new ListJournalEntries(
                    new JournalEntryFilter(filter.Text("text"), filter.Day("from"), filter.Day("to"), filter.Word<JournalEntrySource>("source")), page), ct)),
            "member" => StepOutputs.ListAsync(limit, page => sender.Send(new ListMembers(page, filter.Text("text")), ct)),
            "workflow" => StepOutputs.ListAsync(
                limit, page => sender.Send(new ListWorkflows(page, filter.Word<WorkflowStatus>("status"), filter.Text("text")), ct)),
            var unknown => throw new UnreachableException($"Nothing finds a “{unknown}”."),
        };
    }

    private static BankTransactionFilter Lines(GivenValues filter) => new(
        filter.Id("bankAccountId") is { } account ? new BankAccountId(account) : null,
        filter.Id("importId") is { } import ? new StatementImportId(import) : null,
        filter.Day("from"),
        filter.Day("to"),
        filter.Number("minAmount"),
        filter.Number("maxAmount"),
        filter.Word<BankTransactionStatus>("status"),
        filter.Text("text"));

    private static InvoiceFilter Invoices(GivenValues filter) => new(
        InvoiceKind.Invoice,
        filter.Text("text"),
        filter.Word<InvoiceStatus>("status"),
        filter.Word<PaymentStatus>("paymentStatus"),
        filter.Id("customerId") is { } customer ? new CustomerId(customer) : null,
        filter.Day("dueFrom"),
        filter.Day("dueTo"));

    private static EventFilter Events(GivenValues filter) =>
        new(filter.Text("type"), filter.Moment("from"), filter.Moment("to"), filter.Id("causedBy"), null);

    private static BankTransactionOrder OrderOf(string order) => order switch
    {
        "oldest" => BankTransactionOrder.OldestFirst,
        "highest" => BankTransactionOrder.HighestFirst,
        "lowest" => BankTransactionOrder.LowestFirst,
        _ => BankTransactionOrder.NewestFirst,
    };
}
