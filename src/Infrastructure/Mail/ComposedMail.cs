using Financbase.Application.Mail;

namespace Financbase.Infrastructure.Mail;

/// <summary>A mail as its reader will see it.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Html">The body as HTML, if it has one.</param>
internal sealed record ComposedMail(string To, string Subject, string Text, string? Html)
{
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(ComposedMail);
}
