using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>Remembers which lines of a file were there already, so that undoing one import takes no line from another.</summary>
public interface IRepeatedLines
{
    /// <summary>Notes lines that the import repeated, thousands at most at once; it may be told of one twice.</summary>
    Task RememberAsync(StatementImport import, IReadOnlyCollection<(LineFingerprint Fingerprint, int Occurrence)> repeats, CancellationToken ct);

    /// <summary>
    /// Gives each line of the import that a later one also brought to that one, the earliest that still stands, and
    /// forgets what the import itself repeated. Answers how many lines it no longer has.
    /// </summary>
    Task<int> HandOverAsync(StatementImportId import, CancellationToken ct);
}
