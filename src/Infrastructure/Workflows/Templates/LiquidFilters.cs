using System.Text;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Filters whose result can be far larger than what goes in; they pay before they build it.</summary>
internal static partial class LiquidFilters
{
    private const int LongestDateFormat = 200;

    public static ValueTask<FluidValue> Json(FluidValue input, FilterArguments arguments, TemplateContext context) =>
        new StringValue(LiquidValues.ToJson(input, RenderingBudget.Of(context)).GetRawText());

    public static ValueTask<FluidValue> Join(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        if (input is not ArrayValue items)
        {
            return input;
        }

        var budget = RenderingBudget.Of(context);
        var separator = arguments.At(0) is StringValue given ? given.ToStringValue() : " ";
        var text = new StringBuilder();
        foreach (var item in items.Values)
        {
            var part = item.ToStringValue();
            budget.Spend(part.Length + separator.Length);
            text.Append(text.Length == 0 ? "" : separator).Append(part);
        }

        return new StringValue(text.ToString());
    }

    /// <summary>The library pads a field to whatever width the format asks for: <c>%900000000d</c>.</summary>
    public static FilterDelegate Date(FilterDelegate filter) => (input, arguments, context) =>
    {
        var format = arguments.At(0).ToStringValue();
        return format.Length <= LongestDateFormat && !WideField().IsMatch(format)
            ? filter(input, arguments, context)
            : throw new FormatException();
    };

    public static ValueTask<FluidValue> Replace(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (text, from, to) = (input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue());
        if (from.Length == 0)
        {
            return new StringValue(text);
        }

        RenderingBudget.Of(context).Spend(text.Length + ((long)(text.Length / from.Length) * to.Length));
        return new StringValue(text.Replace(from, to, StringComparison.Ordinal));
    }

    [GeneratedRegex("%[^A-Za-z%]*[0-9]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex WideField();
}
