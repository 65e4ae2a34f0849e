using Financbase.Application.Events;
using Financbase.Domain.Workflows.Steps;
using static Financbase.Infrastructure.Workflows.Steps.StepOutputs;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>emitEvent</c>: booked once by the workflow's service member, as caused by what started the execution.</summary>
internal sealed class EmitEventPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "emitEvent";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct) => members.ChangeAsync(
        call,
        async (sender, stop) => Whole(await sender.Send(
            new EmitEvent(call.Input.GetProperty("name").GetString()!, call.Input.GetProperty("data")), stop)),
        ct);
}
