using Fluid;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>
/// What one rendering may produce in all: characters written and characters and items that filters return. Bounding the
/// sum bounds time and memory, whatever the template multiplies.
/// </summary>
internal sealed class RenderingBudget
{
    private const string Key = "budget";
    private const int Units = 2_000_000;

    private long _left = Units;

    public static RenderingBudget Of(TemplateContext context) => (RenderingBudget)context.AmbientValues[Key];

    public void AttachTo(TemplateContext context) => context.AmbientValues[Key] = this;

    /// <exception cref="TemplateTooLongException">The budget is spent.</exception>
    public void Spend(long units)
    {
        _left -= units;
        if (_left < 0)
        {
            throw new TemplateTooLongException();
        }
    }

    /// <summary>Makes a filter pay for what it returns.</summary>
    public static FilterDelegate Charge(FilterDelegate filter) => async (input, arguments, context) =>
    {
        var result = await filter(input, arguments, context);
        Of(context).Spend(result switch
        {
            StringValue text => text.ToStringValue().Length,
            ArrayValue items => items.Values.Count,
            _ => 1,
        });
        return result;
    };
}

internal sealed class TemplateTooLongException() : Exception("The template produces too much text.");
