using System.Globalization;
using Fluid;
using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>
/// Compares as Liquid does, but reads texts that hold numbers as numbers where an order is asked for or the other side
/// is a number: amounts of money are texts in JSON, and "900.00" must not be more than "1000.00".
/// </summary>
internal sealed class AmountComparison(
    Expression left, Expression right, bool ordered, Func<Expression, Expression, Expression> compare) : BinaryExpression(left, right)
{
    public static void Register(IDictionary<string, Func<Expression, Expression, Expression>> operators)
    {
        operators[">"] = Ordered((left, right) => new GreaterThanBinaryExpression(left, right, true));
        operators[">="] = Ordered((left, right) => new GreaterThanBinaryExpression(left, right, false));
        operators["<"] = Ordered((left, right) => new LowerThanBinaryExpression(left, right, true));
        operators["<="] = Ordered((left, right) => new LowerThanBinaryExpression(left, right, false));
        operators["=="] = Equality((left, right) => new EqualBinaryExpression(left, right));
        operators["!="] = operators["<>"] = Equality((left, right) => new NotEqualBinaryExpression(left, right));
    }

    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var (one, other) = (await Left.EvaluateAsync(context), await Right.EvaluateAsync(context));
        if ((ordered || one is NumberValue || other is NumberValue) && Number(one) is { } first && Number(other) is { } second)
        {
            (one, other) = (first, second);
        }

        return await compare(new LiteralExpression(one), new LiteralExpression(other)).EvaluateAsync(context);
    }

    private static Func<Expression, Expression, Expression> Ordered(Func<Expression, Expression, Expression> compare) =>
        (left, right) => new AmountComparison(left, right, ordered: true, compare);

    private static Func<Expression, Expression, Expression> Equality(Func<Expression, Expression, Expression> compare) =>
        (left, right) => new AmountComparison(left, right, ordered: false, compare);

    private static NumberValue? Number(FluidValue value) => value switch
    {
        NumberValue number => number,
        StringValue text when decimal.TryParse(
            text.ToStringValue(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
            NumberValue.Create(number),
        _ => null,
    };
}
