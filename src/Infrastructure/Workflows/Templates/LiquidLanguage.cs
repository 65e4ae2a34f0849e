using System.Globalization;
using Fluid;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Which tags and filters exist, and the options of every rendering.</summary>
internal static class LiquidLanguage
{
    private const int MaxSteps = 10_000;

    // The tags left out read files, keep state between templates, or build text that no limit sees.
    private static readonly string[] Tags =
        ["assign", "if", "unless", "case", "for", "break", "continue", "comment", "#", "raw"];

    // The filters left out format by a caller's pattern of any width.
    private static readonly string[] Filters =
    [
        "abs", "append", "at_least", "at_most", "base64_decode", "base64_encode", "capitalize", "ceil", "compact",
        "concat", "date", "default", "divided_by", "downcase", "escape", "find", "first", "floor", "handleize", "has",
        "json", "last", "lstrip", "map", "minus", "modulo", "newline_to_br", "plus", "prepend", "reject", "remove",
        "remove_first", "replace_first", "reverse", "round", "rstrip", "sha256", "size", "slice", "sort",
        "sort_natural", "split", "strip", "strip_html", "strip_newlines", "sum", "times", "truncate", "truncatewords",
        "uniq", "upcase", "url_decode", "url_encode", "where",
    ];

    public static TemplateOptions Options { get; } = Create();

    public static bool HasFilter(string name) => Options.Filters.TryGetValue(name, out _);

    public static FluidParser Parser()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Except(Tags).ToList())
        {
            parser.RegisteredTags.Remove(tag);
        }

        AmountComparison.Register(parser.RegisteredOperators);
        return parser;
    }

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            MaxSteps = MaxSteps,
            MaxRecursion = 100,
            StrictFilters = true,
            TimeZone = TimeZoneInfo.Utc,
        };
        var known = options.Filters.ToDictionary(filter => filter.Key, filter => filter.Value);
        options.Filters.Clear();
        foreach (var name in Filters)
        {
            options.Filters.AddFilter(name, RenderingBudget.Charge(known[name]));
        }

        options.Filters.AddFilter("date", RenderingBudget.Charge(LiquidFilters.Date(known["date"])));
        options.Filters.AddFilter("json", LiquidFilters.Json);
        options.Filters.AddFilter("join", LiquidFilters.Join);
        options.Filters.AddFilter("replace", LiquidFilters.Replace);
        options.ValueConverters.Add(value => value is System.Text.Json.JsonElement json ? LiquidValues.Of(json) : null);
        return options;
    }
}
