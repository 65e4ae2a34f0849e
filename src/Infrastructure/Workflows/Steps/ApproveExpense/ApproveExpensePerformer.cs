using Financbase.Application.Expenses;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>approveExpense</c>: what was decided in this run, recorded once by the workflow's service member.</summary>
internal sealed class ApproveExpensePerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "approveExpense";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) => members.ChangeAsync(call, async (sender, stop) =>
    {
        var given = new GivenValues(call.Input);
        return StepOutputs.Whole(await sender.Send(new DecideExpenseInRun(
            new(given.RequiredId("expenseId")), call.Actor!.Execution, given.Required("approval"), IsApproved: true, given.Day("postedOn")), stop));
    }, ct);
}
