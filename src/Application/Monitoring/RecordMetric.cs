using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Monitoring;
using FluentValidation;

namespace Financbase.Application.Monitoring;

/// <summary>Keeps a measurement of the organization's own.</summary>
/// <param name="Name">Of what is measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Labels">Tell the numbers of one name apart.</param>
[RequirePermission(Permissions.Monitoring.Record)]
[NotAudited("A measurement is added to others and changes nothing; the row says itself when it came.")]
public sealed record RecordMetric(string Name, decimal Value, IReadOnlyDictionary<string, string> Labels) : ICommand<MetricView>;

internal sealed class RecordMetricValidator : AbstractValidator<RecordMetric>
{
    public RecordMetricValidator()
    {
        RuleFor(metric => metric.Name).Must(Metric.IsName)
            .WithMessage($"A name has lower-case letters and digits, joined by _ or a dot, and at most {Metric.LongestName} characters.");
        RuleFor(metric => metric.Value).Must(value => Math.Abs(value) <= Metric.LargestValue).WithMessage("The number has at most 15 digits before the point.");
        RuleFor(metric => metric.Labels).Must(labels => labels.Count <= Metric.MostLabels).WithMessage($"At most {Metric.MostLabels} labels.")
            .Must(labels => labels.All(label => Metric.IsName(label.Key) && label.Value.Length <= Metric.LongestLabel))
            .WithMessage($"A label has a name of lower-case letters and at most {Metric.LongestLabel} characters.");
    }
}

internal sealed class RecordMetricHandler(IMetrics metrics) : IHandler<RecordMetric, MetricView>
{
    public async Task<Result<MetricView>> Handle(RecordMetric request, CancellationToken cancellationToken) =>
        await metrics.AddAsync(request.Name, request.Value, request.Labels, cancellationToken);
}
