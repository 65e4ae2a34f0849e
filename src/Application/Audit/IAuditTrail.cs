namespace Financbase.Application.Audit;

/// <summary>The pipeline's side of the audit log. Handlers need it not: what they save is noted by itself.</summary>
public interface IAuditTrail
{
    /// <summary>From now on, what the unit of work saves belongs to this entry.</summary>
    IAuditEntry Begin();
}

/// <summary>The row of one command. Disposing it without <see cref="BookAsync"/> leaves none.</summary>
public interface IAuditEntry : IDisposable
{
    /// <summary>Saves what is tracked and writes the row, in the current transaction. A failure is the command's.</summary>
    /// <param name="action">Its stable name.</param>
    /// <param name="asked">What the command itself says it is about.</param>
    /// <param name="ct">Gives up.</param>
    Task BookAsync(string action, AuditTarget? asked, CancellationToken ct);
}

/// <summary>For code that writes past the tracked aggregates: what it did, in numbers and names, for the current entry.</summary>
public interface IAuditNotes
{
    void About(AuditTarget target);

    /// <param name="name">camelCase, e.g. <c>lines</c>. A number noted twice is added up; a text is replaced.</param>
    /// <param name="number">How many.</param>
    void Count(string name, long number);

    /// <param name="name">camelCase, e.g. <c>executionId</c>.</param>
    /// <param name="text">Never a secret or what a person typed in confidence.</param>
    void Tell(string name, string text);
}
