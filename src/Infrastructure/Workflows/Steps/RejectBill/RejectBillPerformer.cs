using Financbase.Application.Purchases;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>rejectBill</c>: what was decided in this run, recorded once by the workflow's service member.</summary>
internal sealed class RejectBillPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "rejectBill";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) => members.ChangeAsync(call, async (sender, stop) =>
    {
        var given = new GivenValues(call.Input);
        return StepOutputs.Whole(await sender.Send(new DecideBillInRun(
            new(given.RequiredId("billId")), call.Actor!.Execution, given.Required("approval"), IsApproved: false), stop));
    }, ct);
}
