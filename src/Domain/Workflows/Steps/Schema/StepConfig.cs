using System.Diagnostics;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// A configuration that is read through its schema only: a kind that reads a member which the schema does not have, or
/// leaves one unread, is a mistake that the first definition shows.
/// </summary>
public sealed class StepConfig
{
    private readonly StepSchema _schema;
    private readonly ConfigReader _json;
    private readonly HashSet<StepMember> _read = new(ReferenceEqualityComparer.Instance);

    private StepConfig(StepSchema schema, ConfigReader json) => (_schema, _json) = (schema, json);

    /// <summary>Reads all of it, and reports members that the schema does not have.</summary>
    internal static T Read<T>(StepSchema schema, ConfigReader json, Func<StepConfig, T> read)
    {
        var config = new StepConfig(schema, json);
        var made = read(config);
        json.RefuseTheRest();
        return schema.Members.FirstOrDefault(member => !config._read.Contains(member)) is { } unread
            ? throw new UnreachableException($"The schema has “{unread.Name}”, which nothing reads.")
            : made;
    }

    public T Read<T>(StepMember<T> member)
    {
        if (!_schema.Members.Contains(member, ReferenceEqualityComparer.Instance))
            throw new UnreachableException($"“{member.Name}” is read, but the schema does not have it.");
        _read.Add(member);
        return member.Read(_json);
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(StepMember member) => _json.Has(member.Name);

    /// <summary>Reports a problem of a member.</summary>
    /// <param name="member">Of the schema.</param>
    /// <param name="code">Stable.</param>
    /// <param name="message">One sentence for a person.</param>
    /// <param name="within">A place inside the member, such as <c>.X-Id</c> or <c>[2].name</c>.</param>
    /// <param name="port">The outcome that it concerns, if it does.</param>
    public void Problem(StepMember member, string code, string message, string within = "", string? port = null) =>
        _json.Problem(member.Name + within, code, message, port);
}
