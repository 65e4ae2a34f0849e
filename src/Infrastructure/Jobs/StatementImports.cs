using Financbase.Application.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.Organizations;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Jobs;

/// <summary>Long imports of bank statements.</summary>
public sealed class StatementImports(IServiceProvider scope)
{
    [JobDisplayName("Import a bank statement")]
    public Task RunAsync(OrganizationId organization, JobId job, CancellationToken ct) => scope.GetRequiredService<JobRunner>()
        .RunAsync(job, run => new RunStatementImport(new(run.Subject), job), ct);
}
