using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>sendInvoice</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class SendInvoicePerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "sendInvoice";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct) =>
        StepOutputs.Whole(await sender.Send(new SendInvoice(new(given.RequiredId("invoiceId")), given.Text("to"), given.Text("message")), ct));
}
