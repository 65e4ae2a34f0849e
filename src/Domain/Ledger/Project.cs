using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Ledger;

/// <summary>
/// What postings are counted by beside their account: a job for a customer, a building, a grant. Out of use it is archived, never deleted, and what
/// was posted for it stays with it.
/// </summary>
public sealed class Project : AggregateRoot, IOrganizationOwned
{
    private Project()
    {
    }

    public ProjectId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>Letters, digits, dots and hyphens; unique in the organization, and what projects are sorted by.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>For whom it is, if it is for one.</summary>
    public CustomerId? CustomerId { get; private set; }

    /// <summary>No new line names it.</summary>
    public bool IsArchived { get; private set; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Project Begin(OrganizationId organization, ProjectTerms terms)
    {
        var project = new Project { Id = EntityId.New<ProjectId>(), OrganizationId = organization };
        project.Change(terms, isArchived: false);
        return project;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(ProjectTerms terms, bool isArchived)
    {
        var known = terms.Checked();
        (Code, Name, CustomerId, IsArchived) = (known.Code, known.Name, known.CustomerId, isArchived);
    }
}

/// <param name="Code">By which people look it up; 1 to 20 letters, digits, dots and hyphens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">For whom it is: a customer of the same organization.</param>
public sealed record ProjectTerms(string Code, string Name, CustomerId? CustomerId = null)
{
    public const int LongestName = 100;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal ProjectTerms Checked() => this with
    {
        Code = Code?.Trim() is { } code && Account.IsCode(code) ? code : throw new DomainException(Error.Validation("code", LedgerErrors.CodeRule)),
        Name = Name?.Trim() is { Length: > 0 and <= LongestName } name
            ? name
            : throw new DomainException(Error.Validation("name", $"Give the project a name of 1 to {LongestName} characters.")),
    };
}
