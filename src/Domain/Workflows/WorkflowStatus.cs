namespace Financbase.Domain.Workflows;

public enum WorkflowStatus
{
    /// <summary>Never published: nothing runs.</summary>
    Draft,

    /// <summary>Its triggers start the published version.</summary>
    Published,

    /// <summary>Nothing starts until it is resumed; what runs goes on.</summary>
    Paused,

    /// <summary>Out of use for good; its history stays.</summary>
    Archived,
}
