namespace Financbase.Domain.Banking;

/// <summary>
/// As little of a line as it takes to tell whether the account has it already: what it looks like, and a hash of the
/// bank's own id. 48 bytes, so that a long file's fit in memory while its lines do not.
/// </summary>
/// <param name="Fingerprint">What the bank wrote.</param>
/// <param name="Id">Empty without an id.</param>
/// <param name="Date">The day.</param>
/// <param name="Minor">The amount in minor units of the account's currency.</param>
public readonly record struct LineKey(LineFingerprint Fingerprint, Guid Id, DateOnly Date, long Minor)
{
    public static LineKey Of(StatementLine line) => new(LineFingerprint.Of(line), IdOf(line.BankId), line.Date, line.Amount.Minor);

    public bool HasId => Id != Guid.Empty;

    public static Guid IdOf(string? bankId) => bankId is null ? Guid.Empty : TextHash.Of(bankId);
}
