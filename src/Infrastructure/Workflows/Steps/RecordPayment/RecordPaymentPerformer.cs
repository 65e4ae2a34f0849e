using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>recordPayment</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class RecordPaymentPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "recordPayment";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct) => StepOutputs.Whole(await sender.Send(
        new RecordPayment(
            new(given.RequiredId("invoiceId")), given.Number("amount"), given.Day("date"),
            AccountId: await given.AccountAsync("account", sender, ct), Reference: given.Text("reference")), ct));
}
