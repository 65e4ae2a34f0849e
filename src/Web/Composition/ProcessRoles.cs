namespace Financbase.Web.Composition;

/// <summary>What this process does (<c>Process:Roles</c>): serve requests, run background loops, or both.</summary>
internal sealed record ProcessRoles(bool IsWeb, bool IsWorker)
{
    public static ProcessRoles From(IConfiguration configuration)
    {
        var roles = (configuration["Process:Roles"] ?? "web,worker")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return roles.All(role => role is "web" or "worker") && roles.Length > 0
            ? new(roles.Contains("web"), roles.Contains("worker"))
            : throw new InvalidOperationException("Process:Roles is “web”, “worker” or “web,worker”.");
    }
}
