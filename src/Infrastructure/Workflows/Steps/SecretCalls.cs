using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Secrets;
using Financbase.Infrastructure.Workflows.Engine;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// Makes the call of a step that uses secrets: they are opened now, put into what is sent, and hidden in what comes
/// back. The recorded input holds references only.
/// </summary>
internal sealed class SecretCalls(SecretValues secrets)
{
    public async Task<StepResult> PerformAsync(
        Lease lease, Command.Perform perform, StepCall call, IStepPerformer performer, CancellationToken ct)
    {
        var values = await secrets.ReadAsync(lease.OrganizationId, perform.Step.Secrets, ct);
        if (perform.Step.Secrets.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
        {
            return StepResult.Fail(
                ErrorClass.Refused, "workflows.unknown_secret", $"There is no secret “{missing}”; add it in the settings, then retry.");
        }

        var mask = new SecretMask(values);
        JsonElement input;
        try
        {
            input = perform.Reveal!(SecretTexts.Revealed(values));
        }
        catch (DomainException refused)
        {
            return mask.Hide(new StepResult.Failed(StepError.Of(refused.Error)));
        }

        mask = mask.With(WorkedOut.From(perform.Input, input));
        return mask.Hide(await performer.PerformAsync(call with { Input = input }, ct));
    }
}
