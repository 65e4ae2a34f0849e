using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Attachments;

/// <summary>What somebody wrote at a document, for those of the organization who may see that. It goes with the document.</summary>
public sealed class Note : AggregateRoot, IOrganizationOwned
{
    public const int LongestText = 4_000;

    private Note()
    {
    }

    public NoteId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public DocumentKind DocumentKind { get; private init; }

    public Guid DocumentId { get; private init; }

    public string Text { get; private init; } = "";

    public UserId? WrittenBy { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Note Write(OrganizationId organization, DocumentReference document, string? text, UserId? by, DateTimeOffset at)
    {
        var said = text?.Trim() ?? "";
        if (said.Length is 0 or > LongestText)
            throw new DomainException(Error.Validation("text", $"Write a note of 1 to {LongestText} characters."));

        return new()
        {
            Id = EntityId.New<NoteId>(),
            OrganizationId = organization,
            DocumentKind = document.Kind,
            DocumentId = document.Id,
            Text = said,
            WrittenBy = by,
            WrittenAt = at,
        };
    }
}
