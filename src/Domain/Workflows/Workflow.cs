using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows;

/// <summary>
/// A workflow that people edit as a draft and publish as numbered versions. Only published versions run, and a version
/// never changes, so an execution keeps the one that it began with.
/// </summary>
public sealed class Workflow : AggregateRoot, IOrganizationOwned
{
    private Workflow()
    {
    }

    public WorkflowId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public WorkflowStatus Status { get; private set; }

    /// <summary>The draft in canonical JSON (<see cref="WorkflowDefinition.ToJson"/>).</summary>
    public string Draft { get; private set; } = "";

    /// <summary>Counts every change, so that two people cannot overwrite each other unnoticed.</summary>
    public int Revision { get; private set; }

    /// <summary>The version that runs, or null before the first.</summary>
    public int? PublishedVersion { get; private set; }

    public bool HasUnpublishedChanges { get; private set; }

    /// <summary>Versions up to this one have lost the rights that they were published with.</summary>
    public int? RevokedThrough { get; private set; }

    /// <summary>
    /// What leads to its webhook triggers, see <see cref="Triggers.HookToken"/>. Null until a draft has such a trigger; it
    /// stays the same for all versions.
    /// </summary>
    public string? HookToken { get; private set; }

    /// <summary>SHA-256 of the token, by which a call is found.</summary>
    public byte[]? HookHash { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null when nobody did, or nobody knows any more.</summary>
    public UserId? CreatedBy { get; private init; }

    public static Workflow Create(OrganizationId organization, WorkflowDefinition definition, DateTimeOffset now, UserId? by = null)
    {
        var workflow = new Workflow
        {
            Id = EntityId.New<WorkflowId>(),
            OrganizationId = organization,
            CreatedAt = now,
            CreatedBy = by,
        };
        workflow.Write(definition, now);
        workflow.Raise(new WorkflowCreated(workflow.Id, workflow.Name));
        return workflow;
    }

    /// <summary>Replaces the draft; what is published goes on running.</summary>
    /// <param name="definition">The new draft.</param>
    /// <param name="expectedRevision">The revision that the author saw; null to overwrite whatever is there.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.draft_changed</c>.</exception>
    public void SaveDraft(WorkflowDefinition definition, int? expectedRevision, DateTimeOffset now)
    {
        RefuseArchived();
        if (expectedRevision is { } seen && seen != Revision)
            throw new DomainException(WorkflowsErrors.DraftChanged);
        Write(definition, now);
    }

    /// <summary>Makes what was published once the draft again; what is published now goes on running.</summary>
    /// <param name="number">Of the version.</param>
    /// <param name="definition">What it says.</param>
    /// <param name="expectedRevision">The revision that the author saw; null to overwrite whatever is there.</param>
    /// <param name="now">When.</param>
    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.draft_changed</c>.</exception>
    public void Restore(int number, WorkflowDefinition definition, int? expectedRevision, DateTimeOffset now)
    {
        SaveDraft(definition, expectedRevision, now);
        HasUnpublishedChanges &= number != PublishedVersion;
    }

    /// <summary>
    /// Makes the draft the version that runs. A paused workflow stays paused. The caller has made sure that
    /// <see cref="GraphCheck"/> has nothing against the draft.
    /// </summary>
    /// <param name="definition">The draft, parsed.</param>
    /// <param name="by">The person, if a person did.</param>
    /// <param name="now">When.</param>
    /// <param name="rights">Of who publishes; of these the version gets what its steps need. Null gives none.</param>
    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.nothing_to_publish</c>.</exception>
    public WorkflowVersion Publish(WorkflowDefinition definition, UserId? by, DateTimeOffset now, Rights? rights = null)
    {
        RefuseArchived();
        if (!HasUnpublishedChanges)
            throw new DomainException(WorkflowsErrors.NothingToPublish);
        var version = WorkflowVersion.Of(this, (PublishedVersion ?? 0) + 1, definition, by, now, rights);
        PublishedVersion = version.Number;
        HasUnpublishedChanges = false;
        if (Status == WorkflowStatus.Draft)
            Status = WorkflowStatus.Published;
        Touch(now);
        Raise(new WorkflowPublished(Id, Name, version.Number, by));
        return version;
    }

    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.not_published</c>, <c>workflows.paused</c>.</exception>
    public void Pause(DateTimeOffset now)
    {
        VersionToRun();
        Status = WorkflowStatus.Paused;
        Touch(now);
        Raise(new WorkflowPaused(Id, Name));
    }

    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.not_paused</c>.</exception>
    public void Resume(DateTimeOffset now)
    {
        RefuseArchived();
        if (Status != WorkflowStatus.Paused)
            throw new DomainException(WorkflowsErrors.NotPaused);
        Status = WorkflowStatus.Published;
        Touch(now);
        Raise(new WorkflowResumed(Id, Name));
    }

    /// <summary>
    /// Takes away the rights of every version so far, for good: steps that need them wait for a person. Publishing again
    /// gives the new version rights anew, those of who publishes it.
    /// </summary>
    /// <exception cref="DomainException"><c>workflows.archived</c>, <c>workflows.not_published</c>, <c>workflows.authority_revoked</c>.</exception>
    public void RevokeAuthority(DateTimeOffset now)
    {
        RefuseArchived();
        if (PublishedVersion is not { } version)
            throw new DomainException(WorkflowsErrors.NotPublished);
        if (RevokedThrough == version)
            throw new DomainException(WorkflowsErrors.AuthorityRevoked);
        RevokedThrough = version;
        HasUnpublishedChanges = true;
        Touch(now);
        Raise(new WorkflowAuthorityRevoked(Id, Name, version));
    }

    /// <exception cref="DomainException"><c>workflows.archived</c>.</exception>
    public void Archive(DateTimeOffset now)
    {
        RefuseArchived();
        Status = WorkflowStatus.Archived;
        Touch(now);
        Raise(new WorkflowArchived(Id, Name));
    }

    /// <summary>Says farewell to a draft that never ran; the caller removes it.</summary>
    public void Discard() => Raise(new WorkflowDeleted(Id, Name));

    /// <summary>The version that a new execution gets.</summary>
    /// <exception cref="DomainException"><c>workflows.not_published</c>, <c>workflows.paused</c>, <c>workflows.archived</c>.</exception>
    public int VersionToRun() => Status switch
    {
        WorkflowStatus.Published => PublishedVersion!.Value,
        WorkflowStatus.Draft => throw new DomainException(WorkflowsErrors.NotPublished),
        WorkflowStatus.Paused => throw new DomainException(WorkflowsErrors.Paused),
        WorkflowStatus.Archived => throw new DomainException(WorkflowsErrors.Archived),
    };

    private void Write(WorkflowDefinition definition, DateTimeOffset now)
    {
        var json = definition.ToJson();
        if (json == Draft)
            return;
        Name = definition.Name;
        Description = definition.Description;
        Draft = json;
        if (HookToken is null && definition.Triggers.Any(trigger => trigger.Compiled is WebhookTrigger))
            (HookToken, HookHash) = Triggers.HookToken.Generate();
        HasUnpublishedChanges = true;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        Revision++;
        UpdatedAt = now;
    }

    private void RefuseArchived()
    {
        if (Status == WorkflowStatus.Archived)
            throw new DomainException(WorkflowsErrors.Archived);
    }
}
