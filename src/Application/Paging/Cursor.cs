using System.Buffers.Text;
using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Paging;

/// <summary>The sort key of a page's last row, as opaque text. It holds no secret and grants nothing.</summary>
public static class Cursor
{
    public static string Write(params object[] key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, WireJson.Options));

    private static JsonElement[]? Read(string? cursor, int parts)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        try
        {
            var key = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor), WireJson.Options);
            return key?.Length == parts && key.All(IsKept) ? key : throw Broken();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>A key of one part, as the type that was written, or null without a cursor; one that was tampered with is a validation error.</summary>
    public static T? Read<T>(string? cursor) where T : struct
    {
        try
        {
            return Read(cursor, 1) is { } key ? Part<T>(key[0]) : null;
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>A key of one text.</summary>
    public static string? ReadText(string? cursor) => Read(cursor, 1) is not [var key] ? null
        : key.ValueKind == JsonValueKind.String ? key.GetString() : throw Broken();

    /// <summary>A key of two parts, as the types that were written.</summary>
    public static (T1 First, T2 Second)? Read<T1, T2>(string? cursor) where T1 : notnull where T2 : notnull
    {
        try
        {
            return Read(cursor, 2) is { } key ? (Part<T1>(key[0]), Part<T2>(key[1])) : null;
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>A key of three parts, as the types that were written.</summary>
    public static (T1 First, T2 Second, T3 Third)? Read<T1, T2, T3>(string? cursor) where T1 : notnull where T2 : notnull where T3 : notnull
    {
        try
        {
            return Read(cursor, 3) is { } key ? (Part<T1>(key[0]), Part<T2>(key[1]), Part<T3>(key[2])) : null;
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>A key of so many parts behind leading words, which must be the same; null without a cursor.</summary>
    internal static CursorValues? Values(string? cursor, IReadOnlyList<object> leading, int parts)
    {
        if (Read(cursor, leading.Count + parts) is not { } key)
            return null;
        for (var i = 0; i < leading.Count; i++)
        {
            if (key[i].ValueKind != JsonValueKind.String || key[i].GetString() != (string)leading[i])
                throw Broken();
        }

        return new CursorValues(key[leading.Count..]);
    }

    /// <summary>One of the parts, as the type that was written.</summary>
    internal static T ValueOf<T>(JsonElement part) where T : notnull
    {
        try
        {
            return Part<T>(part);
        }
        catch (JsonException)
        {
            throw Broken();
        }
    }

    /// <summary>How many rows come before the page, in a list that is at hand as a whole.</summary>
    internal static int ReadPlace<T>(string? cursor, IReadOnlyList<T> all, Func<T, string> key)
    {
        if (ReadText(cursor) is not { } name)
            return 0;
        var place = all.Index().FirstOrDefault(row => name == key(row.Item), (-1, default!)).Index;
        return place < 0 ? throw Broken() : place + 1;
    }

    // Text that the database would refuse was never written by us.
    private static bool IsKept(JsonElement part) => ForeignJson.Problem(part) is null;

    private static T Part<T>(JsonElement part) where T : notnull => part.Deserialize<T>(WireJson.Options) ?? throw Broken();

    private static DomainException Broken() =>
        new(Error.Validation("cursor", "This cursor is not one of ours; start again without it."));
}

/// <summary>The place that a cursor names.</summary>
public sealed class CursorValues
{
    private readonly JsonElement[] _parts;

    internal CursorValues(JsonElement[] parts) => _parts = parts;

    public T Value<T>(int index) where T : notnull => Cursor.ValueOf<T>(_parts[index]);
}
