using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>categorizeTransaction</c>: the command that people have, sent once by the workflow's service member.</summary>
internal sealed class CategorizeTransactionPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "categorizeTransaction";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) =>
        members.ChangeAsync(call, (sender, stop) => ChangeAsync(new GivenValues(call.Input), sender, stop), ct);

    private static async Task<Result<JsonElement>> ChangeAsync(GivenValues given, ISender sender, CancellationToken ct) => StepOutputs.Whole(await sender.Send(
        new CategorizeBankTransaction(
            new(given.RequiredId("transactionId")), [new SplitDraft(await given.RequiredAccountAsync("account", sender, ct))], given.Text("memo")), ct));
}
