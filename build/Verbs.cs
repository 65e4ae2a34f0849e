using Financbase.Build.Commands;

namespace Financbase.Build;

internal static class Verbs
{
    public const string Usage = """
        Financbase: the commands a person types.

          dotnet run --project build -- up            serve Financbase on this machine; Ctrl-C stops it
          dotnet run --project build -- test          run every test; the last line sums up
          dotnet run --project build -- bench [NAME]  measure how fast it is; figures also as JSON in artifacts/bench
          dotnet run --project build -- admin VERB …  run an operator's verb against the same database
          dotnet run --project build -- down          stop what runs from the data folder
          dotnet run --project build -- reset         drop the private database, after asking

        Options
          --url http://127.0.0.1:5080     where to serve (up)
          --data DIR                      the folder of the private database and of Financbase's files
          --no-demo                       do not seed the demo organization on the first run (up)
          --configuration Release|Debug   how to compile
          --fast                          leave out the tests in a browser (test)
          --filter EXPRESSION             run only matching tests, as in dotnet test --filter (test)
          --yes                           do not ask (reset)
          --verbose                       show what the programs underneath say

        Every setting is described in docs/operations.md.
        """;

    public static Task<int> RunAsync(CommandLine line, CancellationToken ct)
    {
        Terminal.Verbose = line.Verbose;
        return line.Verb switch
        {
            "up" => Up.RunAsync(line, ct),
            "test" => Test.RunAsync(line, ct),
            "bench" => Bench.RunAsync(line, ct),
            "admin" => Admin.RunAsync(line, ct),
            "down" => Down.RunAsync(line, ct),
            "reset" => Reset.RunAsync(line, ct),
            _ => ShowUsage(),
        };
    }

    private static Task<int> ShowUsage()
    {
        Terminal.Result(Usage);
        return Task.FromResult(0);
    }
}
