using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Banking;

/// <summary>A file between its preview and the decision to import it. It is forgotten after a day.</summary>
public sealed class StatementUpload : AggregateRoot, IOrganizationOwned
{
    private StatementUpload()
    {
    }

    /// <summary>So many of an organization wait at the same time.</summary>
    public const int MostWaiting = 20;

    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(1);

    public StatementUploadId Id { get; private set; }

    public OrganizationId OrganizationId { get; private set; }

    public BankAccountId BankAccountId { get; private set; }

    public string FileName { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    public DateTimeOffset StagedAt { get; private set; }

    public static StatementUpload Stage(BankAccount account, string fileName, byte[] content, DateTimeOffset now) => new()
    {
        Id = EntityId.New<StatementUploadId>(),
        OrganizationId = account.OrganizationId,
        BankAccountId = account.Id,
        FileName = fileName,
        Content = content,
        StagedAt = now,
    };

    public bool IsExpired(DateTimeOffset now) => now - StagedAt > Lifetime;
}
