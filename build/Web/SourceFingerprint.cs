using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Build.Web;

/// <summary>A short name for the state of the sources that the web application is compiled from.</summary>
internal static class SourceFingerprint
{
    private static readonly string[] Compiled = ["bin", "obj", "node_modules", "lib"];
    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];

    public static string Of(string root, string configuration)
    {
        var sources = Files(new DirectoryInfo(Path.Combine(root, "src")))
            .Concat(Shared.Select(name => new FileInfo(Path.Combine(root, name))).Where(file => file.Exists))
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\t{file.Length}\t{file.LastWriteTimeUtc.Ticks}"))
            .Order(StringComparer.Ordinal);
        var text = Encoding.UTF8.GetBytes(string.Join('\n', sources.Prepend(configuration)));
        return Convert.ToHexStringLower(SHA256.HashData(text))[..12];
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(child => !Compiled.Contains(child.Name)).SelectMany(Files));
}
