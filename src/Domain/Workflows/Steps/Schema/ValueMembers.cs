using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>How a value with templates is written in a form.</summary>
public enum TemplateShape
{
    Line,
    Paragraphs,

    /// <summary>Anything that JSON can say.</summary>
    Value,
}

/// <summary>A value that may hold templates; null when it is absent.</summary>
public sealed record TemplateMember(string Name, string Label, TemplateShape Shape = TemplateShape.Line) : StepMember<Template?>(Name, Label)
{
    /// <summary>Characters that it may work out to, for the documentation; the step checks it.</summary>
    public int? Max { get; init; }

    public override StepMemberType Type => StepMemberType.Template;

    public override string? Limit => Max is { } max ? $"At most {max:N0} characters." : null;

    internal override Template? Read(ConfigReader config) => Optional ? config.OptionalTemplate(Name) : config.Template(Name);
}

/// <summary>An object of free names whose values may hold templates.</summary>
public sealed record TemplatesMember(string Name, string Label, int Max = Limits.Templates)
    : StepMember<IReadOnlyList<KeyValuePair<string, Template>>>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Templates;

    public override string Limit => $"At most {Max:N0} values.";

    internal override IReadOnlyList<KeyValuePair<string, Template>> Read(ConfigReader config)
    {
        var members = Optional ? config.OptionalTemplates(Name) : config.Templates(Name);
        if (members.Count > Max)
            config.Problem(Name, "too_many", $"At most {Max:N0}.");
        else if (members.Count == 0 && !Optional && config.Has(Name))
            config.Problem(Name, "required", "Set at least one value.");
        return members;
    }
}

/// <summary>A condition; null when it is optional and absent.</summary>
public sealed record ConditionMember(string Name, string Label) : StepMember<Condition?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Condition;

    internal override Condition? Read(ConfigReader config)
    {
        if (Name.Length == 0)
            return config.Condition();
        if (!Optional && !config.Has(Name))
            config.Problem(Name, "required", "Required.");
        return config.OptionalCondition(Name);
    }
}

/// <summary>A reference without braces, e.g. <c>trigger.lines</c>; null when it is absent.</summary>
public sealed record PathMember(string Name, string Label) : StepMember<ScopePath?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Path;

    public override string Limit => $"At most {ScopePath.MaxLength} characters.";

    internal override ScopePath? Read(ConfigReader config)
    {
        if (Optional && !config.Has(Name))
            config.OptionalText(Name);
        else
            return config.Path(Name);
        return null;
    }
}

/// <summary>An ISO 8601 duration.</summary>
public sealed record DurationMember(string Name, string Label, TimeSpan From, TimeSpan To) : StepMember<TimeSpan?>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Duration;

    public override string Limit => $"{IsoDuration.Format(From)} to {IsoDuration.Format(To)}.";

    internal override TimeSpan? Read(ConfigReader config)
    {
        if (!Optional || config.Has(Name))
            return config.Duration(Name, From, To);
        config.OptionalText(Name);
        return null;
    }
}

/// <summary>A whole number; the default when it is absent.</summary>
public sealed record NumberMember(string Name, string Label, int From, int To, int Otherwise) : StepMember<int>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Number;

    public override string Default => Otherwise.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public override string Limit => $"A whole number from {From:N0} to {To:N0}.";

    internal override int Read(ConfigReader config) => config.Number(Name, From, To, Otherwise);
}

/// <summary>Yes or no; the default when it is absent.</summary>
public sealed record BooleanMember(string Name, string Label, bool Otherwise) : StepMember<bool>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.Boolean;

    public override string Default => Otherwise ? "true" : "false";

    internal override bool Read(ConfigReader config) => config.Boolean(Name, Otherwise);
}

/// <summary>A list of objects.</summary>
/// <param name="Name">In the JSON.</param>
/// <param name="Label">For people.</param>
/// <param name="Max">Objects.</param>
/// <param name="Of">The members of each.</param>
/// <param name="ReadItem">Reads one through <paramref name="Of"/>.</param>
public sealed record ListMember<TItem>(string Name, string Label, int Max, StepSchema Of, Func<StepConfig, TItem> ReadItem)
    : StepMember<IReadOnlyList<TItem>>(Name, Label)
{
    public override StepMemberType Type => StepMemberType.List;

    public override StepSchema Items => Of;

    public override string Limit => $"At most {Max:N0}.";

    internal override IReadOnlyList<TItem> Read(ConfigReader config)
    {
        var given = config.Objects(Name, Max);
        if (given.Count == 0 && !Optional)
            config.Problem(Name, "required", "Required.");
        return [.. given.Select(item => StepConfig.Read(Of, item, ReadItem))];
    }
}
