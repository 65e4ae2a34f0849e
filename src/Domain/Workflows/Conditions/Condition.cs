using System.Text.Json;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Conditions;

/// <summary>A rule that people draw: <c>{field, op, value}</c>, or a group <c>all</c>, <c>any</c>, <c>not</c>.</summary>
public abstract record Condition
{
    public abstract bool Holds(Scope scope);

    /// <summary>A condition whose values are taken as they are: what looks like a template in them is text.</summary>
    /// <param name="json">One that was accepted before; what cannot be read never holds.</param>
    public static Condition OfLiteral(JsonElement json) => ConditionReader.Read(new ConfigReader(json, "", new ProblemList(), language: null));

    public sealed record All(IReadOnlyList<Condition> Of) : Condition
    {
        public override bool Holds(Scope scope) => Of.All(condition => condition.Holds(scope));
    }

    public sealed record Any(IReadOnlyList<Condition> Of) : Condition
    {
        public override bool Holds(Scope scope) => Of.Any(condition => condition.Holds(scope));
    }

    public sealed record Not(Condition Of) : Condition
    {
        public override bool Holds(Scope scope) => !Of.Holds(scope);
    }

    /// <param name="Field">Where the left side is read.</param>
    /// <param name="Test">The operator, with its right side already compiled.</param>
    public sealed record Rule(ScopePath Field, Func<Located, Scope, bool> Test) : Condition
    {
        public override bool Holds(Scope scope) => Test(scope.Locate(Field), scope);
    }
}
