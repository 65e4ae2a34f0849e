using System.Text;
using Fluid;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Filters whose result can be far larger than what goes in; they pay before they build it.</summary>
internal static class LiquidFilters
{
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
}
