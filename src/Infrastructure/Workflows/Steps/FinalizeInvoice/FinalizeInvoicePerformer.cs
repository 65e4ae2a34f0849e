using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>finalizeInvoice</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class FinalizeInvoicePerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "finalizeInvoice";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct) =>
        StepOutputs.Whole(await sender.Send(new FinalizeInvoice(new(given.RequiredId("invoiceId"))), ct));
}
