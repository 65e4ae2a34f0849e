namespace Financbase.Infrastructure.Encryption;

/// <summary>A <c>bytea</c> column of an owned table whose values only the vault can read.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Its name.</param>
/// <param name="Purpose">Which of the organization's keys seals it: values of one purpose share a key.</param>
/// <param name="Row">SQL for what names a row within its organization, as text.</param>
public sealed record SealedColumn(string Table, string Column, string Purpose, string Row = "id::text")
{
    /// <summary>How many values are held at once while they are sealed anew; few where they are large.</summary>
    public int Batch { get; init; } = 200;
}

/// <summary>A value cannot be opened: it stands in another place than it was sealed for, or it was changed.</summary>
public sealed class SealBrokenException(SealedColumn column, string row, Exception? why = null) : Exception(
    $"The value of {column.Table}.{column.Column} in row {row} cannot be opened: it was sealed for another place, or changed since.", why);
