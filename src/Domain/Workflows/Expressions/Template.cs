using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// A JSON value whose strings may hold templates, however deep. Immutable and shared by every execution of a version.
/// </summary>
public abstract record Template
{
    /// <summary>Where none was written.</summary>
    public static Template Nothing { get; } = new Literal(Json.Null);

    /// <summary>Writes exactly one JSON value. A reference to nothing is written as <c>null</c>.</summary>
    public abstract void Write(Utf8JsonWriter writer, Scope scope);

    public virtual JsonElement Render(Scope scope) => Json.Build(writer => Write(writer, scope));

    /// <summary>Without any template in it.</summary>
    public sealed record Literal(JsonElement Value) : Template
    {
        public override void Write(Utf8JsonWriter writer, Scope scope) => Value.WriteTo(writer);

        public override JsonElement Render(Scope scope) => Value;
    }

    /// <summary>A lone <c>{{ path }}</c>: keeps the type of what it refers to.</summary>
    public sealed record Reference(ScopePath Path) : Template
    {
        public override void Write(Utf8JsonWriter writer, Scope scope) => Render(scope).WriteTo(writer);

        public override JsonElement Render(Scope scope) =>
            scope.Find(Path) is { ValueKind: not JsonValueKind.Undefined } value ? value : Json.Null;
    }

    public sealed record Text(ITemplate Compiled) : Template
    {
        public override void Write(Utf8JsonWriter writer, Scope scope) => Render(scope).WriteTo(writer);

        public override JsonElement Render(Scope scope) => Compiled.Render(scope);
    }

    public sealed record Array(IReadOnlyList<Template> Items) : Template
    {
        public override void Write(Utf8JsonWriter writer, Scope scope)
        {
            writer.WriteStartArray();
            foreach (var item in Items)
            {
                item.Write(writer, scope);
                Json.RefuseTooLarge(writer);
            }

            writer.WriteEndArray();
        }
    }

    public sealed record Object(IReadOnlyList<KeyValuePair<string, Template>> Members) : Template
    {
        public override void Write(Utf8JsonWriter writer, Scope scope)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Members)
            {
                writer.WritePropertyName(name);
                value.Write(writer, scope);
                Json.RefuseTooLarge(writer);
            }

            writer.WriteEndObject();
        }
    }
}
