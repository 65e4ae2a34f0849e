namespace Financbase.Application.Pipeline;

/// <summary>
/// A query whose handler asks the database once, by a connection of its own that it gives back at once. Sent inside a unit
/// of work it would hold two.
/// </summary>
public interface IReadAtOnce;
