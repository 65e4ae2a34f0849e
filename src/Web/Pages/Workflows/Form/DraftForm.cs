namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>A draft as it is written in a form: what the browser sends, and what an edit between two sends changes.</summary>
public sealed class DraftForm
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary>The revision that the author saw.</summary>
    public int Revision { get; set; }

    /// <summary>The key of the step to begin with; empty for the first in the list.</summary>
    public string? Entry { get; set; }

    /// <summary>What the form does not show of the whole, as JSON: <c>timeout</c> and <c>concurrency</c>.</summary>
    public string Settings { get; set; } = "{}";

    public List<PartForm> Triggers { get; set; } = [];

    public List<StepForm> Steps { get; set; } = [];
}

/// <summary>A trigger, or what a step shares with one.</summary>
public class PartForm
{
    public string Type { get; set; } = "";

    /// <summary>The part as it was read. What the form does not show is kept from here.</summary>
    public string Json { get; set; } = "{}";

    /// <summary>By the path of <see cref="FieldForm"/>.</summary>
    public Dictionary<string, string?> Fields { get; set; } = [];

    public Dictionary<string, ConditionForm> Conditions { get; set; } = [];
}

public sealed class StepForm : PartForm
{
    public string? Key { get; set; }

    /// <summary>The key before the author changed it, so that wires to this step follow.</summary>
    public string? Was { get; set; }

    public string? Name { get; set; }

    /// <summary>Outcome → key of the next step; empty where the branch ends.</summary>
    public Dictionary<string, string?> Next { get; set; } = [];

    public string Title => string.IsNullOrWhiteSpace(Name) ? Key ?? "" : Name;
}

/// <summary>Rules side by side, or JSON where they are nested.</summary>
public sealed class ConditionForm
{
    /// <summary><c>all</c> or <c>any</c>.</summary>
    public string Mode { get; set; } = "all";

    public List<RuleForm> Rules { get; set; } = [];

    public string? Json { get; set; }
}

public sealed class RuleForm
{
    public string? Field { get; set; }

    public string? Op { get; set; }

    public string? Value { get; set; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Field) && string.IsNullOrWhiteSpace(Value);
}
