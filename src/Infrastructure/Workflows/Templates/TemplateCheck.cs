using System.Globalization;
using System.Text;
using Fluid.Ast;
using Fluid.Values;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Walks a parsed template: what it refers to, and the first thing in it that is not accepted.</summary>
internal sealed class TemplateCheck : AstVisitor
{
    private readonly HashSet<string> _paths = [];
    private readonly HashSet<string> _assigned = ["forloop", "blank", "empty", "nil", "null"];

    public string? Problem { get; private set; }

    public IReadOnlyList<string> References => [.. _paths
        .Where(path => !_assigned.Contains(path.Split('.', '[')[0]))
        .Order(StringComparer.Ordinal)];

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _assigned.Add(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _assigned.Add(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!LiquidLanguage.HasFilter(filterExpression.Name))
        {
            Problem ??= $"“{filterExpression.Name}” is not a filter.";
        }

        foreach (var argument in filterExpression.Parameters)
        {
            Visit(argument.Expression);
        }

        return base.VisitFilterExpression(filterExpression);
    }

    // A range is built in memory as a whole, and its bounds may come from data.
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        Problem ??= "Ranges such as (1..10) are not supported.";
        return rangeExpression;
    }

    public override Expression VisitOtherExpression(Expression expression)
    {
        if (expression is AmountComparison comparison)
        {
            Visit(comparison.Left);
            Visit(comparison.Right);
        }

        return expression;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        var path = new StringBuilder();
        foreach (var segment in memberExpression.Segments)
        {
            if (Spell(segment) is not { } spelling)
            {
                break;
            }

            path.Append(path.Length > 0 && spelling[0] != '[' ? "." : "").Append(spelling);
        }

        _paths.Add(path.ToString());
        foreach (var computed in memberExpression.Segments.OfType<IndexerSegment>())
        {
            Visit(computed.Expression);
        }

        return memberExpression;
    }

    private static string? Spell(MemberSegment segment) => segment switch
    {
        IdentifierSegment named => named.Identifier,
        IndexerSegment { Expression: LiteralExpression { Value: NumberValue index } } =>
            $"[{index.ToNumberValue().ToString(CultureInfo.InvariantCulture)}]",
        IndexerSegment { Expression: LiteralExpression { Value: StringValue name } } => $"[\"{name.ToStringValue()}\"]",
        _ => null,
    };
}
