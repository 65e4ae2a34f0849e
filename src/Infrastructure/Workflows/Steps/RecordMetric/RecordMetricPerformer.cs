using Financbase.Application.Monitoring;
using Financbase.Domain.Workflows.Steps;
using static Financbase.Infrastructure.Workflows.Steps.StepOutputs;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary><c>recordMetric</c>: one row, once, by the workflow's service member.</summary>
internal sealed class RecordMetricPerformer(ServiceMembers members) : IStepPerformer
{
    public string Type => "recordMetric";

    public Task<StepResult> PerformAsync(StepCall call, CancellationToken ct)
    {
        var labels = call.Input.GetProperty("labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!);
        var metric = new RecordMetric(call.Input.GetProperty("name").GetString()!, call.Input.GetProperty("value").GetDecimal(), labels);
        return members.ChangeAsync(call, async (sender, stop) => (await sender.Send(metric, stop)).Match(kept => One<decimal>(kept.Value, "value"), error => error), ct);
    }
}
