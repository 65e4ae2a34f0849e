using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Jobs;

public enum JobKind
{
    StatementImport,
    WorkflowReplay,
}

public enum JobState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>
/// Work of an organization that takes longer than a request. A worker runs it; a run that broke off is begun anew, under
/// the next number of <see cref="Run"/>, and only the latest run may end it.
/// </summary>
public sealed class Job : AggregateRoot, IOrganizationOwned
{
    public const int LongestTitle = 200;
    public const int LongestNote = 500;

    /// <summary>Of one organization, that have not ended.</summary>
    public const int MostOpen = 50;

    private Job()
    {
    }

    public JobId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public JobKind Kind { get; private init; }

    /// <summary>For people, such as the name of a file.</summary>
    public string Title { get; private init; } = "";

    /// <summary>What it works on, such as a bank account: it decides who may see it.</summary>
    public Guid Subject { get; private init; }

    /// <summary>What its kind needs to know, in JSON.</summary>
    public string Arguments { get; private init; } = "{}";

    /// <summary><c>user:…</c> or <c>api_key:…</c>.</summary>
    public string RequestedBy { get; private init; } = "";

    /// <summary>The person, or the one who made the key: it runs with the rights that this person holds then.</summary>
    public UserId RequestedByUser { get; private init; }

    public JobState State { get; private set; }

    /// <summary>How often it was begun.</summary>
    public int Run { get; private set; }

    public int Done { get; private set; }

    public int Total { get; private init; }

    public string? Error { get; private set; }

    /// <summary>What came of it, for people, once it has succeeded.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset QueuedAt { get; private init; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public bool IsEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    public static Job Queue(OrganizationId organization, JobId id, JobOrder order, Requester requester, DateTimeOffset now) => new()
    {
        Id = id,
        OrganizationId = organization,
        Kind = order.Kind,
        Title = order.Title,
        Subject = order.Subject,
        Arguments = order.Arguments,
        Total = order.Total,
        RequestedBy = requester.Principal,
        RequestedByUser = requester.User,
        QueuedAt = now,
    };

    /// <summary>It has done its work; saved in the transaction of that work.</summary>
    /// <exception cref="DomainException"><c>jobs.ended</c></exception>
    public void Succeed(DateTimeOffset now, string? note = null)
    {
        Done = Total;
        Note = note;
        End(JobState.Succeeded, now);
    }

    /// <summary>Nobody wants it any more. A run under way notices and does no more.</summary>
    /// <exception cref="DomainException"><c>jobs.ended</c></exception>
    public void Cancel(DateTimeOffset now) => End(JobState.Cancelled, now);

    private void End(JobState state, DateTimeOffset now)
    {
        if (IsEnded)
            throw new DomainException(JobsErrors.Ended);

        State = state;
        FinishedAt = now;
    }
}

/// <summary>What a job is to do. <c>Total</c> counts what its progress is told in, such as lines.</summary>
public sealed record JobOrder(JobKind Kind, string Title, Guid Subject, string Arguments, int Total);

/// <summary>Who wanted a job.</summary>
public sealed record Requester(string Principal, UserId User);
