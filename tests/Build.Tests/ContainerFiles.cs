using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Financbase.Build.Tests;

/// <summary>The files by which the image is made and started, as far as a test looks at them.</summary>
internal sealed class ContainerFiles
{
    private readonly List<(string Word, string Tail)> _lines;

    private ContainerFiles(string folder, List<(string Word, string Tail)> lines, IDictionary<string, object> compose) =>
        (Folder, _lines, Compose) = (folder, lines, compose);

    public string Folder { get; }

    public IDictionary<string, object> Compose { get; }

    public IReadOnlyDictionary<string, IDictionary<string, object>> Services =>
        Map(Compose, "services").ToDictionary(pair => pair.Key, IDictionary<string, object> (pair) => Texts(pair.Value));

    /// <summary>What the image itself sets.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        Instructions("ENV").SelectMany(line => line.Split(' ')).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public static ContainerFiles Read()
    {
        var folder = Repository.PathOf("build", "container");
        var docker = string.Join('\n', File.ReadAllLines(Path.Combine(folder, "Dockerfile")).Where(line => !line.StartsWith('#'))).Replace("\\\n", "", StringComparison.Ordinal);
        var yaml = new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(folder, "compose.yaml")))));
        return new(
            folder,
            [.. docker.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => (line.Split(' ')[0], Single(line[line.IndexOf(' ')..])))],
            new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(yaml));
    }

    /// <summary>Each of them without its first word, in their order.</summary>
    public IEnumerable<string> Instructions(string word) => _lines.Where(line => line.Word == word).Select(line => line.Tail);

    /// <summary>The one that counts.</summary>
    public string Last(string word) => Instructions(word).Last();

    /// <summary>Where the last one stands.</summary>
    public int Order(string word) => _lines.FindLastIndex(line => line.Word == word);

    /// <summary>The command that is written as a list, also behind other words of its line.</summary>
    public string[] Words(string word)
    {
        var line = _lines.Select(line => $"{line.Word} {line.Tail}").Last(line => line.Contains($"{word} [", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<string[]>(line[line.IndexOf('[')..])!;
    }

    public static IDictionary<string, object> Map(IDictionary<string, object> of, string name) => Texts(of[name]);

    /// <summary>Of a list; none where it is missing.</summary>
    public static string[] List(IDictionary<string, object> of, string name) =>
        of.TryGetValue(name, out var found) ? [.. ((List<object>)found).Select(each => $"{each}")] : [];

    /// <summary>Of a list, or of what has names.</summary>
    public static string[] Names(IDictionary<string, object> of, string name) =>
        of.TryGetValue(name, out var found) && found is not List<object> ? [.. Texts(found).Keys] : List(of, name);

    private static Dictionary<string, object> Texts(object map) => ((Dictionary<object, object>)map).ToDictionary(pair => $"{pair.Key}", pair => pair.Value);

    private static string Single(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
