using System.Globalization;
using Financbase.Build.Machine;

namespace Financbase.Build.Web;

/// <summary>Node.js and npm: the project file of the web application makes the browser's files with them.</summary>
internal static class NodeJs
{
    private const int OldestMajor = 18;

    public static readonly Requirement Requirement = new("Node.js", ["nodejs", "npm"],
        $"Node.js {OldestMajor} or newer with npm was not found: install both (Debian and Ubuntu: sudo apt-get install nodejs npm) and see that 'node --version' answers.",
        () => Executables.Find("npm") is not null && MajorVersion() >= OldestMajor);

    private static int MajorVersion()
    {
        if (Executables.Find("node") is not { } node)
            return 0;
        var answer = Executables.Ask(node, "--version").TrimStart('v').Split('.')[0];
        return int.TryParse(answer, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
