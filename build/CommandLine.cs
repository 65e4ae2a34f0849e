namespace Financbase.Build;

/// <summary>What was typed after <c>dotnet run --project build --</c>.</summary>
internal sealed record CommandLine(string Verb)
{
    private static readonly string[] KnownVerbs = ["up", "test", "bench", "admin", "down", "reset", "help"];

    public Uri Url { get; init; } = new("http://127.0.0.1:5080");
    public string? Data { get; init; }
    public bool Demo { get; init; } = true;
    public string? Configuration { get; init; }
    public bool Fast { get; init; }
    public string? Filter { get; init; }
    public bool Yes { get; init; }
    public bool Verbose { get; init; }
    /// <summary>Words for the program that <c>admin</c> or <c>bench</c> runs.</summary>
    public IReadOnlyList<string> HandedOn { get; init; } = [];

    /// <exception cref="Failure">The words make no command; the message says which word and why.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words)
    {
        var line = new CommandLine("");
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out var word))
        {
            if (line.Verb is "admin" or "bench" && !BelongsToUs(word))
                line = line with { HandedOn = [.. line.HandedOn, .. word == "--" ? TakeAll(rest) : [word]] };
            else if (word is "-h" or "--help")
                line = line with { Verb = "help" };
            else if (word.StartsWith('-'))
                line = line.WithOption(word, rest);
            else if (line.Verb.Length > 0)
                throw new Failure($"'{word}' is one word too many after '{line.Verb}': run with --help to see the commands.");
            else if (!KnownVerbs.Contains(word))
                throw new Failure($"'{word}' is not a command: use up, test, bench, admin, down or reset.");
            else
                line = line with { Verb = word };
        }

        return line.Checked();
    }

    /// <summary>Operators' verbs and benchmarks have options of their own; only these three are ours wherever they stand.</summary>
    private static bool BelongsToUs(string word) => NameOf(word) is "--data" or "--configuration" or "--verbose";

    private CommandLine WithOption(string word, Queue<string> rest) => NameOf(word) switch
    {
        "--url" => this with { Url = ParseUrl(ValueOf(word, rest)) },
        "--data" => this with { Data = Path.GetFullPath(ValueOf(word, rest)) },
        "--configuration" => this with { Configuration = ParseConfiguration(ValueOf(word, rest)) },
        "--filter" => this with { Filter = ValueOf(word, rest) },
        "--no-demo" => this with { Demo = false },
        "--fast" => this with { Fast = true },
        "--yes" => this with { Yes = true },
        "--verbose" => this with { Verbose = true },
        _ => throw new Failure($"'{word}' is not an option: run with --help to see them."),
    };

    private CommandLine Checked() => this switch
    {
        { Verb: "help" } => this,
        { Verb: "" } => this with { Verb = "help" },
        { Verb: not "test", Fast: true } => throw new Failure($"--fast goes with 'test', not with '{Verb}'."),
        { Verb: not "test", Filter: not null } => throw new Failure($"--filter goes with 'test', not with '{Verb}'."),
        { Verb: not "reset", Yes: true } => throw new Failure($"--yes goes with 'reset', not with '{Verb}'."),
        { Verb: "admin", HandedOn.Count: 0 } => throw new Failure("'admin' needs a verb after it, such as: admin user create --email you@company.example --password …"),
        _ => this,
    };

    private static string NameOf(string word) => word.Split('=', 2)[0];

    private static string ValueOf(string word, Queue<string> rest)
    {
        var value = word.Contains('=') ? word.Split('=', 2)[1] : rest.TryDequeue(out var next) ? next : "";
        return value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new Failure($"{NameOf(word)} needs a value after it.");
    }

    private static List<string> TakeAll(Queue<string> rest)
    {
        List<string> all = [.. rest];
        rest.Clear();
        return all;
    }

    private static Uri ParseUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url is { PathAndQuery: "/", Port: > 0 }
            ? url
            : throw new Failure($"--url must be an http address with a port and no path, such as http://127.0.0.1:5081, not '{value}'.");

    private static string ParseConfiguration(string value) => value.ToUpperInvariant() switch
    {
        "RELEASE" => "Release",
        "DEBUG" => "Debug",
        _ => throw new Failure($"--configuration must be Release or Debug, not '{value}'."),
    };
}
