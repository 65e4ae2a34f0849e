using System.Globalization;
using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>
/// A reference that a statement itself gives to two equal lines of one day tells them not apart: without it both count,
/// and neither can be taken for the other. Which they are is known once all of the statement has been looked through.
/// </summary>
internal sealed class RepeatedReferences
{
    private HashSet<Guid>? _repeated;
    private HashSet<Guid>? _seen;

    public void Note(StatementLine line)
    {
        if (line.BankId is not null && !(_seen ??= []).Add(Of(line)))
        {
            (_repeated ??= []).Add(Of(line));
        }
    }

    /// <summary>The statement has ended: of what was seen only what is repeated is kept.</summary>
    public void Close() => _seen = null;

    public StatementLine WithoutRepeated(StatementLine line) =>
        _repeated is not null && line.BankId is not null && _repeated.Contains(Of(line)) ? line with { BankId = null } : line;

    private static Guid Of(StatementLine line) => TextHash.Of(string.Create(
        CultureInfo.InvariantCulture, $"{line.Date.DayNumber} {line.Amount.Minor} {line.BankId}"));
}
