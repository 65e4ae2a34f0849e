using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using Fluid.Values;
using Scope = Financbase.Domain.Workflows.Expressions.Scope;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>A compiled template; shared by threads, each rendering has a context of its own.</summary>
internal sealed class LiquidTemplate(IFluidTemplate parsed, IReadOnlyList<string> references) : ITemplate
{
    private readonly Expression? _lone = LoneExpression(parsed);

    public IReadOnlyList<string> References => references;

    public JsonElement Render(Scope scope)
    {
        var budget = new RenderingBudget();
        var context = LiquidScope.Open(scope, budget);
        return Explained(() => _lone is null
            ? JsonSerializer.SerializeToElement(Text(context, budget))
            : LiquidValues.ToJson(Completed(_lone.EvaluateAsync(context)), budget));
    }

    /// <summary>As text, with nothing in reach but these values.</summary>
    /// <exception cref="DomainException"><c>workflows.template_failed</c>: too many steps or too long an output.</exception>
    public string Render(IReadOnlyDictionary<string, string> values)
    {
        var budget = new RenderingBudget();
        var context = new TemplateContext(LiquidLanguage.Options);
        budget.AttachTo(context);
        foreach (var (name, value) in values)
            context.SetValue(name, new StringValue(value));
        return Explained(() => Text(context, budget));
    }

    private static T Explained<T>(Func<T> render)
    {
        try
        {
            return render();
        }
        catch (Exception failed) when (Explain(failed) is { } why)
        {
            throw new DomainException(WorkflowsErrors.TemplateFailed(why));
        }
    }

    private string Text(TemplateContext context, RenderingBudget budget)
    {
        using var writer = new BudgetedWriter(budget);
        var rendering = parsed.RenderAsync(writer, NullEncoder.Default, context);
        if (!rendering.IsCompletedSuccessfully)
        {
            rendering.AsTask().GetAwaiter().GetResult();
        }

        return writer.ToString();
    }

    // Nothing here waits for anything: values are in memory and filters compute.
    private static FluidValue Completed(ValueTask<FluidValue> value) =>
        value.IsCompletedSuccessfully ? value.Result : value.AsTask().GetAwaiter().GetResult();

    private static Expression? LoneExpression(IFluidTemplate parsed)
    {
        Statement[] spoken = [.. ((FluidTemplate)parsed).Statements
            .Where(statement => statement is not TextSpanStatement text || text.Text.ToString().AsSpan().Trim().Length > 0)];
        return spoken is [OutputStatement output] ? output.Expression : null;
    }

    private static string? Explain(Exception failed) => failed switch
    {
        TemplateTooLongException tooLong => tooLong.Message,
        DivideByZeroException => "The template divides by zero.",
        OverflowException => "A number in the template is too large.",
        FluidException mistake => mistake.Message,
        InvalidOperationException => "The template takes too many steps.",
        ArgumentException or FormatException => "A filter of the template was given a value that it cannot use.",
        _ => null,
    };
}
