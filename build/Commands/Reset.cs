namespace Financbase.Build.Commands;

internal static class Reset
{
    public static async Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        var data = DataFolder.At(line.Data);
        if (!data.IsOurs)
        {
            Terminal.Result($"There is nothing of Financbase in {data.Path}.");
            return 0;
        }

        if (!line.Yes && !Agreed(data))
        {
            Terminal.Result("Nothing was dropped.");
            return 1;
        }

        await Down.StopAllAsync(data, ct);
        data.Clear();
        Terminal.Result($"Dropped the database and the files in {data.Path}.");
        return 0;
    }

    private static bool Agreed(DataFolder data)
    {
        if (Console.IsInputRedirected)
            throw new Failure("'reset' asks before it drops data and nobody can answer here: add --yes.");
        Console.Error.Write($"  This drops the private database and all files of Financbase in {data.Path}. Type yes to go on: ");
        return Console.ReadLine()?.Trim() == "yes";
    }
}
