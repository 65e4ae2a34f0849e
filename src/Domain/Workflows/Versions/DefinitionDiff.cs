using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Financbase.Domain.Workflows.Versions;

/// <summary>What is different between two definitions: pure, and of texts that nothing else needs to understand any more.</summary>
/// <param name="Settings">What the workflow itself says: its name, its triggers, where it begins, its bounds.</param>
/// <param name="Steps">Those that were added, removed or changed, in the newer one's order; the removed ones last.</param>
/// <param name="IsCut">Whether there are more changes than are told.</param>
public sealed record DefinitionDiff(IReadOnlyList<ValueChange> Settings, IReadOnlyList<StepChange> Steps, bool IsCut)
{
    /// <summary>More than a person reads; a definition of the largest size would make many times its own size of them.</summary>
    public const int MostChanges = 1_000;

    [JsonIgnore]
    public bool IsNothing => Settings.Count == 0 && Steps.Count == 0;

    /// <param name="before">Canonical JSON.</param>
    /// <param name="after">Canonical JSON.</param>
    public static DefinitionDiff Of(JsonElement before, JsonElement after)
    {
        var notes = new ChangeNotes(MostChanges);
        var settings = SettingsOf(before, after, notes);
        var (old, current) = (StepsOf(before), StepsOf(after));
        List<StepChange> steps = [];
        foreach (var (key, step) in current)
        {
            if (!old.TryGetValue(key, out var was))
                steps.Add(StepChange.Whole(ChangeKind.Added, step));
            else if (notes.Between(was, step, "") is { Count: > 0 } changes)
                steps.Add(StepChange.Of(step, changes));
        }

        steps.AddRange(old.Where(step => !current.ContainsKey(step.Key)).Select(step => StepChange.Whole(ChangeKind.Removed, step.Value)));
        return new DefinitionDiff(settings, steps, notes.IsCut);
    }

    private static List<ValueChange> SettingsOf(JsonElement before, JsonElement after, ChangeNotes notes)
    {
        var changes = notes.Members(before, after, "", name => name is not ("steps" or "entry"));
        var (began, begins) = (EntryOf(before), EntryOf(after));
        if (began != begins)
            notes.Add(changes, new ValueChange("entry", ChangeKind.Changed, Text(began), Text(begins)));
        return changes;
    }

    // Where nothing else is said, the first step is where it begins.
    private static string? EntryOf(JsonElement definition) => definition.TryGetProperty("entry", out var entry)
        ? entry.GetString()
        : StepsOf(definition).Keys.FirstOrDefault();

    private static JsonElement Text(string? text) => JsonSerializer.SerializeToElement(text);

    private static OrderedDictionary<string, JsonElement> StepsOf(JsonElement definition)
    {
        var steps = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var step in definition.GetProperty("steps").EnumerateArray())
            steps[step.GetProperty("key").GetString()!] = step;
        return steps;
    }
}

/// <summary>What became of a value or a step.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Key">Of the step.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Type">Its kind; of a changed one, as it is in the newer definition.</param>
/// <param name="Name">For people, or null.</param>
/// <param name="Values">What changed in a changed step; of an added or removed one, nothing but what it is.</param>
public sealed record StepChange(string Key, ChangeKind Change, string Type, string? Name, IReadOnlyList<ValueChange> Values)
{
    internal static StepChange Of(JsonElement step, IReadOnlyList<ValueChange> values) => new(
        step.GetProperty("key").GetString()!, ChangeKind.Changed, step.GetProperty("type").GetString()!, NameOf(step), values);

    internal static StepChange Whole(ChangeKind change, JsonElement step) => new(
        step.GetProperty("key").GetString()!, change, step.GetProperty("type").GetString()!, NameOf(step), []);

    private static string? NameOf(JsonElement step) => step.TryGetProperty("name", out var name) ? name.GetString() : null;
}

/// <param name="Path">Where, such as <c>config.headers["X-Kind"]</c>; of a step, below it.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Null when it was not there.</param>
/// <param name="After">Null when it is no longer there.</param>
public sealed record ValueChange(string Path, ChangeKind Change, JsonElement? Before, JsonElement? After);

/// <summary>Compares values as deep as they are alike, and stops noting at a bound.</summary>
internal sealed class ChangeNotes(int most)
{
    private int _noted;

    public bool IsCut { get; private set; }

    public List<ValueChange> Between(JsonElement before, JsonElement after, string path)
    {
        List<ValueChange> changes = [];
        Compare(before, after, path, changes);
        return changes;
    }

    public List<ValueChange> Members(JsonElement before, JsonElement after, string path, Func<string, bool> which)
    {
        List<ValueChange> changes = [];
        Members(before, after, path, changes, which);
        return changes;
    }

    public void Add(List<ValueChange> changes, ValueChange change)
    {
        IsCut |= _noted == most;
        if (!IsCut)
            changes.Add(change);
        _noted = Math.Min(_noted + 1, most);
    }

    private void Compare(JsonElement before, JsonElement after, string path, List<ValueChange> changes)
    {
        if (JsonElement.DeepEquals(before, after))
            return;
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
            Members(before, after, path, changes, _ => true);
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
            Items(before, after, path, changes);
        else
            Add(changes, new ValueChange(path, ChangeKind.Changed, before, after));
    }

    private void Members(JsonElement before, JsonElement after, string path, List<ValueChange> changes, Func<string, bool> which)
    {
        foreach (var member in after.EnumerateObject().Where(member => which(member.Name)))
        {
            if (before.TryGetProperty(member.Name, out var was))
                Compare(was, member.Value, Below(path, member.Name), changes);
            else
                Add(changes, new ValueChange(Below(path, member.Name), ChangeKind.Added, null, member.Value));
        }

        foreach (var member in before.EnumerateObject().Where(member => which(member.Name) && !after.TryGetProperty(member.Name, out _)))
            Add(changes, new ValueChange(Below(path, member.Name), ChangeKind.Removed, member.Value, null));
    }

    private void Items(JsonElement before, JsonElement after, string path, List<ValueChange> changes)
    {
        var (were, are) = (before.GetArrayLength(), after.GetArrayLength());
        foreach (var (place, item) in after.EnumerateArray().Index())
        {
            if (place < were)
                Compare(before[place], item, $"{path}[{place.ToString(CultureInfo.InvariantCulture)}]", changes);
            else
                Add(changes, new ValueChange($"{path}[{place.ToString(CultureInfo.InvariantCulture)}]", ChangeKind.Added, null, item));
        }

        foreach (var (place, item) in before.EnumerateArray().Index().Skip(are))
            Add(changes, new ValueChange($"{path}[{place.ToString(CultureInfo.InvariantCulture)}]", ChangeKind.Removed, item, null));
    }

    private static string Below(string path, string name) =>
        !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') || name.Length == 0 ? $"{path}[{JsonSerializer.Serialize(name)}]"
        : path.Length == 0 ? name
        : $"{path}.{name}";
}
