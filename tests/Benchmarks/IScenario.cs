namespace Financbase.Benchmarks;

/// <summary>
/// Something the product does often, measured on a database and, where it matters, a process of its own. It warms up before
/// it measures.
/// </summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>One sentence for the table and for the JSON.</summary>
    string Describes { get; }

    Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct);
}
