namespace Financbase.Web.Commands;

/// <summary>What an operator typed after the verb: <c>--name value</c>, <c>--name=value</c>, <c>--flag</c>, and plain words.</summary>
public sealed class VerbLine
{
    private readonly Dictionary<string, string?> _options = [];
    private readonly List<string> _words = [];

    private VerbLine()
    {
    }

    public IReadOnlyList<string> Words => _words;

    public bool WantsJson => Has("json");

    /// <param name="arguments">Everything after the verb's own words.</param>
    /// <param name="flags">The options that take no value.</param>
    /// <param name="options">The options that take one; any other is refused.</param>
    public static VerbLine Parse(IReadOnlyList<string> arguments, IReadOnlyCollection<string> flags, IReadOnlyCollection<string> options)
    {
        var line = new VerbLine();
        for (var at = 0; at < arguments.Count; at++)
        {
            if (!arguments[at].StartsWith("--", StringComparison.Ordinal))
            {
                line._words.Add(arguments[at]);
                continue;
            }

            var parts = arguments[at][2..].Split('=', 2);
            var isFlag = flags.Contains(parts[0]) || parts[0] == "json";
            if (!isFlag && !options.Contains(parts[0]))
                throw new VerbException($"There is no option --{parts[0]} here.");
            if (isFlag && parts.Length > 1)
                throw new VerbException($"--{parts[0]} takes no value.");

            var value = isFlag ? null : parts.Length > 1 ? parts[1] : ++at < arguments.Count ? arguments[at]
                : throw new VerbException($"--{parts[0]} needs a value.");
            if (!line._options.TryAdd(parts[0], value))
                throw new VerbException($"--{parts[0]} is given twice.");
        }

        return line;
    }

    public bool Has(string flag) => _options.ContainsKey(flag);

    public string? Find(string option) => _options.GetValueOrDefault(option);

    public string Get(string option) => Find(option) is { Length: > 0 } value ? value : throw new VerbException($"--{option} is missing.");
}
