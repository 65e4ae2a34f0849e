using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Banking;
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
        var filter = new GivenValues(input, "filter");
        var order = input.GetProperty("sort").GetString()!;
        var limit = input.GetProperty("limit").GetInt32();
        return input.GetProperty("resource").GetString() switch
        {
            "bank_account" => StepOutputs.ListAsync(limit, page => sender.Send(new ListBankAccounts(page, filter.Text("text")), ct)),
            "bank_transaction" => StepOutputs.ListAsync(limit, page => sender.Send(new ListBankTransactions(Lines(filter), page, OrderOf(order)), ct)),
            "event" => StepOutputs.ListAsync(limit, page => sender.Send(new ListEvents(Events(filter), page), ct)),
            "execution" => StepOutputs.ListAsync(limit, page => sender.Send(
                new ListExecutions(
                    order == "oldest" ? page with { Sort = "createdAt" } : page,
                    filter.Id("workflowId") is { } workflow ? new WorkflowId(workflow) : null,
                    filter.Word<ExecutionStatus>("status")), ct)),
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
