using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>What can be wrong with a project, or with naming one.</summary>
public static class ProjectErrors
{
    public static Error CodeTaken { get; } = Error.Conflict("projects.code_taken", "There is already a project with this code.");

    public static Error CustomerUnknown { get; } = Error.Rule("projects.customer_unknown", "This customer is archived or does not exist. Choose another one, or none.");

    public static Error Unknown { get; } = Error.Rule("projects.project_unknown", "One of the projects is archived or does not exist. Choose another one, or none.");
}
