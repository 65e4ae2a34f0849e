namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>The organization was suspended or closed after the execution had been claimed: nothing runs, and nothing has failed.</summary>
internal sealed class OrganizationAtRestException() : Exception("The organization is suspended or closed.");
