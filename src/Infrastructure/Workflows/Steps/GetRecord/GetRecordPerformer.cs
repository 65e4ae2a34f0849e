using System.Diagnostics;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Events;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Workflows;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>getRecord</c>: the use case that shows the thing, sent by the workflow's service member.</summary>
internal sealed class GetRecordPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "getRecord";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ReadAsync(call, (sender, stop) => ReadAsync(call.Input, sender, stop), ct);

    // What cannot be an id is as one that nobody has.
    private static async Task<Result<JsonElement>> ReadAsync(JsonElement input, ISender sender, CancellationToken ct)
    {
        var resource = input.GetProperty("resource").GetString()!;
        if (!Guid.TryParse(input.GetProperty("id").GetString(), out var id))
            return Error.NotFound(RecordKind.Find(resource)!.Word);
        return resource switch
        {
            "account" => Found(await sender.Send(new GetAccount(new(id)), ct)),
            "bank_account" => Found(await sender.Send(new GetBankAccount(new(id)), ct)),
            "bank_transaction" => Found(await sender.Send(new GetBankTransaction(new(id)), ct)),
            "customer" => Found(await sender.Send(new GetCustomer(new(id)), ct)),
            "event" => Found(await sender.Send(new GetEvent(id), ct)),
            "execution" => Found(await sender.Send(new GetExecution(new(id)), ct)),
            "invoice" => Found(await sender.Send(new GetInvoice(new(id), InvoiceKind.Invoice), ct)),
            "journal_entry" => Found(await sender.Send(new GetJournalEntry(new(id)), ct)),
            "member" => Found(await sender.Send(new GetMember(new(id)), ct)),
            "workflow" => Found(await sender.Send(new GetWorkflow(new(id)), ct)),
            _ => throw new UnreachableException($"Nothing reads a “{resource}”."),
        };
    }

    private static Result<JsonElement> Found<T>(Result<T> found) => StepOutputs.One(found, "record");
}
