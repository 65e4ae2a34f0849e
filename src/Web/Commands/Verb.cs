namespace Financbase.Web.Commands;

/// <summary>
/// Something that an operator can tell the product to do without its web server. Progress goes to standard error, the
/// result alone to standard output.
/// </summary>
public abstract class Verb
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int FaultFound = 2;

    /// <summary>One or two words, e.g. <c>user create</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Options and what it does, in one line.</summary>
    public abstract string Usage { get; }

    public virtual IReadOnlyCollection<string> Flags => [];

    public virtual IReadOnlyCollection<string> Options => [];

    /// <summary>Answers the exit code; throws <see cref="VerbException"/> with a sentence to end with <see cref="Failed"/>.</summary>
    public abstract Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct);
}
