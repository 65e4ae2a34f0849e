using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>A request about one thing: its permission must hold for that very thing.</summary>
public interface IConcerns
{
    /// <summary>Null when it is about nothing in particular after all; then a list narrows itself.</summary>
    Resource? Concerned { get; }
}

/// <summary>A request that makes a thing: no exception can be about that one yet, so the role alone decides.</summary>
public interface IMakesThing;
