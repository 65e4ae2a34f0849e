using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Jobs;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Jobs;

/// <summary>Repeats many executions, each in a transaction of its own. A run that begins anew goes through all of them again.</summary>
public sealed class WorkflowReplays(IServiceProvider scope)
{
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private int _repeated;
    private WorkflowExecutionId? _after;

    [JobDisplayName("Repeat executions")]
    public Task RunAsync(OrganizationId organization, JobId job, CancellationToken ct) => scope.GetRequiredService<JobRunner>()
        .RunAsync(job, (run, wanted) => GoOnAsync(new WorkflowId(run.Subject), job, wanted), ct);

    private async Task<JobPart> GoOnAsync(WorkflowId workflow, JobId job, CancellationToken ct)
    {
        var (sender, progress) = (scope.GetRequiredService<ISender>(), scope.GetRequiredService<IJobProgress>());
        var next = await sender.Send(new NextReplays(workflow, job, _after), ct);
        if (next.Error is { } refused)
            return new JobPart(refused, GoesOn: false);
        if (next.Value.Executions is not [.., var last])
            return new JobPart((await sender.Send(new EndReplay(workflow, job, _repeated, _leftOut), ct)).Error, GoesOn: false);

        foreach (var execution in next.Value.Executions)
        {
            var error = (await sender.Send(new ReplayExecution(workflow, job, execution), ct)).Error;
            if (error is null)
                _repeated++;
            else if (IsAboutAll(error))
                return new JobPart(error, GoesOn: false);
            else
                _leftOut[error.Message] = _leftOut.GetValueOrDefault(error.Message) + 1;
            progress.Report(job, _repeated + _leftOut.Values.Sum());
        }

        _after = last;
        return new JobPart(null, GoesOn: true);
    }

    // It would be the same for each of those that come.
    private static bool IsAboutAll(Error error) => error.Kind == ErrorKind.Forbidden
        || error.Code == WorkflowsErrors.QuotaReachedCode || error == JobsErrors.Ended || error == WorkflowsErrors.Paused || error == WorkflowsErrors.Archived;
}
