using System.Security.Cryptography;
using System.Text.Json;

namespace Financbase.Build;

/// <summary>Passwords made once for this installation, in a file that only its owner may read.</summary>
internal sealed class Secrets(string path)
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 24;

    /// <summary>The secret of this name, made when asked for the first time: letters and digits that nobody mistakes.</summary>
    public string Get(string name)
    {
        var known = Read();
        if (known.TryGetValue(name, out var secret))
            return secret;

        known[name] = RandomNumberGenerator.GetString(Alphabet, Length);
        Write(known);
        return known[name];
    }

    private SortedDictionary<string, string> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(path))! : [];
        }
        catch (JsonException cause)
        {
            throw new Failure($"{path} is damaged: put it back from a backup, or start anew with 'reset'.", cause.Message);
        }
    }

    private void Write(SortedDictionary<string, string> secrets)
    {
        var draft = $"{path}.new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var stream = new FileStream(draft, options))
            JsonSerializer.Serialize(stream, secrets, Indented);
        File.Move(draft, path, overwrite: true);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
