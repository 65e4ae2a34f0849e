using System.Text.Json;
using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// Reads the members of one JSON object, and remembers problems instead of throwing, so that a person sees all at
/// once. Members that nobody asked for are refused by <see cref="RefuseTheRest"/>. After a problem a reading method
/// answers a harmless value; the definition is refused anyway.
/// </summary>
public sealed class ConfigReader
{
    private readonly JsonElement _json;
    private readonly string _at;
    private readonly ProblemList _found;
    private readonly WorkflowLanguage? _language;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    internal ConfigReader(JsonElement json, string at, ProblemList found, WorkflowLanguage? language)
    {
        (_json, _at, _found, _language) = (json, at, found, language);
        if (json.ValueKind != JsonValueKind.Object)
            Problem(null, "wrong_type", "This must be an object.");
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Peek(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Reports a problem of a member, or of the whole object when the name is null.</summary>
    public void Problem(string? name, string code, string message, string? port = null) =>
        _found.Add(At(name), code, message, port);

    /// <summary>A required text, neither empty nor longer than allowed.</summary>
    public string Text(string name, int maxLength = Limits.TextLength) =>
        Required(name, JsonValueKind.String) is { } value ? Checked(name, value.GetString()!, maxLength) : "";

    public string? OptionalText(string name, int maxLength = Limits.TextLength) => Has(name) ? Text(name, maxLength) : Absent<string>(name);

    public string Choice(string name, IReadOnlyCollection<string> choices, string? otherwise = null)
    {
        if (otherwise is not null && !Has(name))
            return Absent<string>(name) ?? otherwise;
        var text = Text(name);
        if (text.Length > 0 && !choices.Contains(text))
            Problem(name, "not_allowed", $"Use one of {string.Join(", ", choices)}.");
        return text;
    }

    public int Number(string name, int from, int to, int otherwise)
    {
        if (!Has(name))
            return Absent<int?>(name) ?? otherwise;
        if (Required(name, JsonValueKind.Number) is { } value && (!value.TryGetInt32(out otherwise) || otherwise < from || otherwise > to))
            Problem(name, "not_allowed", $"Use a whole number from {from} to {to}.");
        return otherwise;
    }

    public bool Boolean(string name, bool otherwise)
    {
        _read.Add(name);
        if (!Has(name))
            return otherwise;
        if (Peek(name).ValueKind is JsonValueKind.True or JsonValueKind.False)
            return Peek(name).GetBoolean();
        Problem(name, "wrong_type", "This must be true or false.");
        return otherwise;
    }

    /// <summary>An ISO 8601 duration of weeks, days, hours, minutes and seconds, e.g. <c>PT3S</c> or <c>P2D</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan from, TimeSpan to)
    {
        var text = Text(name);
        if (text.Length == 0)
            return from;
        if (!IsoDuration.TryParse(text, out var duration))
            Problem(name, "not_allowed", $"“{text}” is not a duration such as PT30S, PT5M or P2D.");
        else if (duration < from || duration > to)
            Problem(name, "not_allowed", $"Use a duration from {IsoDuration.Format(from)} to {IsoDuration.Format(to)}.");
        return duration;
    }

    /// <summary>A required value of any type, with templates anywhere in it.</summary>
    public Template? Template(string name)
    {
        if (!_json.TryGetMember(name, out var value))
        {
            Problem(name, "required", "Required.");
            return null;
        }

        _read.Add(name);
        return Compiler(name).Compile(value, At(name));
    }

    public Template? OptionalTemplate(string name) => Has(name) ? Template(name) : Absent<Template>(name);

    /// <summary>A required object whose values may hold templates; its names are free.</summary>
    public IReadOnlyList<KeyValuePair<string, Template>> Templates(string name)
    {
        if (Required(name, JsonValueKind.Object) is not { } value)
            return [];
        return [.. value.EnumerateObject().Select(member =>
            KeyValuePair.Create(member.Name, Compiler(name).Compile(member.Value, $"{At(name)}.{member.Name}")))];
    }

    public IReadOnlyList<KeyValuePair<string, Template>> OptionalTemplates(string name) =>
        Has(name) ? Templates(name) : Absent<IReadOnlyList<KeyValuePair<string, Template>>>(name) ?? [];

    /// <summary>A reference without braces, e.g. <c>trigger.amount.value</c>.</summary>
    /// <param name="name">The member.</param>
    /// <param name="mayBeMissing">True when the reader copes with a step that did not run.</param>
    public ScopePath? Path(string name, bool mayBeMissing = false)
    {
        var text = Text(name);
        if (text.Length == 0)
            return null;
        if (!ScopePath.TryParse(text, out var path, out var mistake))
        {
            Problem(name, "reference_invalid", mistake);
            return null;
        }

        _found.Refer(At(name), path, mayBeMissing);
        return path;
    }

    internal ISchedule? Schedule(string cron, string timeZone)
    {
        if (_language!.Schedules.TryRead(cron, timeZone, out var schedule, out var mistake))
            return schedule;
        Problem(mistake.Member, "not_allowed", mistake.Message);
        return null;
    }

    /// <summary>The object itself read as a condition.</summary>
    public Condition Condition() => ConditionReader.Read(this);

    public Condition? OptionalCondition(string name)
    {
        if (!Has(name))
            return Absent<Condition>(name);
        var reader = Object(name);
        var condition = reader.Condition();
        reader.RefuseTheRest();
        return condition;
    }

    /// <summary>A required program.</summary>
    internal IScript? Script(string name, int maxLength)
    {
        var code = Text(name, maxLength);
        if (code.Length is 0 || code.Length > maxLength)
            return null;
        if (_language!.Scripts.TryCompile(code, out var script, out var mistake))
            return script;
        Problem(name, "code_invalid", mistake);
        return null;
    }

    /// <summary>Reports every member that was not read.</summary>
    public void RefuseTheRest()
    {
        if (_json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in _json.EnumerateObject().Where(member => !_read.Contains(member.Name)))
            Problem(member.Name, "unknown_member", $"“{member.Name}” is not known here.");
    }

    internal ConfigReader Object(string name) =>
        new(Required(name, JsonValueKind.Object) ?? Json.EmptyObject, At(name), _found, _language);

    /// <summary>The objects of an optional list.</summary>
    internal IReadOnlyList<ConfigReader> Objects(string name, int most) =>
        [.. Items(name, most).Select(item => new ConfigReader(item.Json, item.At, _found, _language))];

    internal IEnumerable<ConfigReader> Objects(string name) => Required(name, JsonValueKind.Array) is { } value
        ? value.EnumerateArray().Select((item, index) => new ConfigReader(item, $"{At(name)}[{index}]", _found, _language))
        : [];

    /// <summary>A reader of nothing in the place of an object that is not there.</summary>
    internal ConfigReader Empty(string name) => new(Json.EmptyObject, At(name), _found, _language);

    /// <summary>The names of the object's members.</summary>
    internal IEnumerable<string> Names =>
        _json.ValueKind == JsonValueKind.Object ? _json.EnumerateObject().Select(member => member.Name) : [];

    /// <summary>A member as it is, with its JSON path.</summary>
    internal (JsonElement Json, string At) Whole(string name) => (Peek(name), At(name));

    /// <summary>The items of an optional list, with their JSON paths.</summary>
    internal IEnumerable<(JsonElement Json, string At)> Items(string name, int most)
    {
        _read.Add(name);
        if (!Has(name) || Required(name, JsonValueKind.Array) is not { } list)
            return [];
        if (list.GetArrayLength() > most)
            Problem(name, "too_many", $"At most {most}.");
        return list.EnumerateArray().Take(most).Select((item, index) => (item, $"{At(name)}[{index}]"));
    }

    internal IReadOnlyList<string> Texts(string name, int most)
    {
        List<string> texts = [];
        foreach (var (json, at) in Items(name, most))
        {
            if (json.ValueKind == JsonValueKind.String)
                texts.Add(json.GetString()!);
            else
                _found.Add(at, "wrong_type", "This must be a text.");
        }

        return texts;
    }

    internal Func<Located, Scope, bool>? Pattern(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
            return null;
        var test = Conditions.Pattern.Compile(text, out var mistake);
        if (test is null)
            Problem(name, "not_allowed", mistake);
        return test;
    }

    internal void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _read.Add(name);
    }

    internal void SkipAll()
    {
        if (_json.ValueKind == JsonValueKind.Object)
            _read.UnionWith(_json.EnumerateObject().Select(member => member.Name));
    }

    internal string At(string? name) => name is null ? _at : _at.Length == 0 ? name : $"{_at}.{name}";

    private JsonElement Peek(string name) => _json.TryGetMember(name, out var value) ? value : default;

    private JsonElement? Required(string name, JsonValueKind kind)
    {
        var value = Peek(name);
        _read.Add(name);
        if (value.ValueKind == kind)
            return value;
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            Problem(name, "required", "Required.");
        else
            Problem(name, "wrong_type", $"This must be {Called(kind)}.");
        return null;
    }

    private T? Absent<T>(string name)
    {
        _read.Add(name);
        return default;
    }

    private string Checked(string name, string text, int maxLength)
    {
        if (text.Length == 0)
            Problem(name, "required", "Required.");
        else if (text.Length > maxLength)
            Problem(name, "too_long", $"At most {maxLength:N0} characters.");
        return text;
    }

    private TemplateCompiler Compiler(string name) => new(
        _language?.Templates,
        (at, mistake) => _found.Add(at, "template_invalid", mistake),
        (at, path) => _found.Refer(at, path, mayBeMissing: false));

    private static string Called(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
