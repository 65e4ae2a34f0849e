namespace Financbase.Benchmarks.Measuring;

/// <summary>Where the time goes: between the process, the kernel and PostgreSQL, and within each.</summary>
internal static class WholeProfile
{
    private const int StatementsShown = 10;

    /// <summary>In runs of their own, for watching costs something, too. Each list adds up to 100 %.</summary>
    /// <param name="stage">Whose database is worked on.</param>
    /// <param name="process">The product.</param>
    /// <param name="name">Of what is watched.</param>
    /// <param name="work">Done three times.</param>
    public static async Task<IReadOnlyList<Measure>> OfAsync(Stage stage, int process, string name, Func<Task> work)
    {
        var cpu = await CpuMeter.StartAsync(process);
        await work();
        var (web, postgres) = cpu.Spent();
        var kernel = cpu.SpentInKernel();
        var libraries = await ProcessProfile.OfAsync(process, work);
        var statements = await ServerProfile.OfAsync(stage.App.Database.Superuser, work);
        return
        [
            new($"{name}, of all: the process itself", 100 * (web - kernel) / (web + postgres), "%"),
            new($"{name}, of all: the kernel for the process", 100 * kernel / (web + postgres), "%"),
            new($"{name}, of all: PostgreSQL", 100 * postgres / (web + postgres), "%"),
            .. libraries.Select(part => new Measure($"{name}, managed code: {part.Library}", part.Percent, "%")),
            .. statements.Take(StatementsShown).Select(part => new Measure($"{name}, PostgreSQL: {part.Statement}", part.Percent, "%")),
            .. statements.Count > StatementsShown
                ? [new Measure($"{name}, PostgreSQL: other statements", statements.Skip(StatementsShown).Sum(part => part.Percent), "%")]
                : Array.Empty<Measure>(),
        ];
    }
}
