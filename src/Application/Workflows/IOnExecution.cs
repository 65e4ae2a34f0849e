using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>A request about one execution: of which workflow it is, and whether the caller may see that, is known when it is found.</summary>
public interface IOnExecution : IConcerns
{
    WorkflowExecutionId Id { get; }

    Resource? IConcerns.Concerned => null;
}
